/** Requests as they go over the wire, for what no client would send. */
import type { Job } from "../../src/emulator/run-environment.ts";
import type { Emulator } from "../../src/emulator/server.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Calls a method of a Twirp service as a job of run 1, unless told otherwise. */
export async function twirp(
  emulator: Emulator,
  method: `${"Cache" | "Artifact"}Service/${string}`,
  message: object,
  job: Partial<Job> = {},
): Promise<Answer> {
  return json(
    await fetch(`${emulator.url}/twirp/github.actions.results.api.v1.${method}`, {
      method: "POST",
      headers: { authorization: bearer(emulator, job), "content-type": "application/json" },
      body: JSON.stringify(message),
    }),
  );
}

export function bearer(emulator: Emulator, job: Partial<Job> = {}): string {
  return `Bearer ${emulator.environment({ runId: 1, job: "build", ...job })["ACTIONS_RUNTIME_TOKEN"]}`;
}

/** Throws where the answer is not a JSON object, as every error of the emulator is. */
export async function json(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? {} : JSON.parse(text) };
}

/** Saves an entry of the cache without a client. */
export async function saveEntry(
  emulator: Emulator,
  entry: { key: string; version: string; content: string },
  job: Partial<Job> = {},
): Promise<void> {
  const { key, version, content } = entry;
  const { body } = await twirp(emulator, "CacheService/CreateCacheEntry", { key, version }, job);
  await fetch(String(body["signed_upload_url"]), { method: "PUT", body: content });
  const size_bytes = String(Buffer.byteLength(content));
  await twirp(emulator, "CacheService/FinalizeCacheEntryUpload", { key, version, size_bytes }, job);
}

/** Where an entry's content is; throws on a miss. */
export async function entryUrl(
  emulator: Emulator,
  entry: { key: string; version: string },
  job: Partial<Job> = {},
): Promise<string> {
  const { body } = await twirp(emulator, "CacheService/GetCacheEntryDownloadURL", entry, job);
  if (body["ok"] !== true) throw new Error(`there is no entry ${entry.key}`);
  return String(body["signed_download_url"]);
}
