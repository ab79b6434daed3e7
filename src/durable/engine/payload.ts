/** What steps give and runs are given, as JSON in the journal, or in a file beside it where that is large. */
import type { Payload } from "../../journal/event-parts.ts";
import type { SecretGuard } from "../../journal/secrets/guard.ts";
import { parseJson } from "../../journal/sealed-line.ts";
import { UserError } from "../../policy/user-error.ts";
import type { Lane } from "../lane/lane.ts";
import { requireJson } from "./plain-json.ts";

/** Bytes of JSON that the journal takes itself: each save copies it. */
const inline = 64 * 1024;
/** Bytes of JSON that are kept at all. */
const largest = 64 * 1024 * 1024;

/**
 * Keeps a value; `undefined` is a payload without anything. Throws a {@link UserError} that names the place where JSON
 * would change or lose something, or where the value is too large.
 */
export async function writePayload(lane: Pick<Lane, "attach">, value: unknown): Promise<Payload> {
  if (value === undefined) return {};
  const { atMost, isPlain } = requireJson(value, largest);
  // The journal makes the JSON of what it takes.
  if (isPlain && atMost <= inline) return { result: value };
  const json = Buffer.from(JSON.stringify(value));
  if (json.length <= inline) return { result: isPlain ? value : JSON.parse(json.toString()) };
  if (json.length > largest) {
    throw new UserError(`the value has ${json.length} bytes as JSON, more than ${largest}: give back where it is kept`);
  }
  return { spilled: await lane.attach(json) };
}

/** Whether a value must not be kept, for it holds a secret. Throws as {@link writePayload} does. */
export function holdsSecret(guard: SecretGuard | undefined, value: unknown): boolean {
  if (!guard || guard.isEmpty || value === undefined) return false;
  requireJson(value, largest);
  return guard.holds(JSON.stringify(value));
}

/** What was kept. Throws {@link Refused} where the file that holds it is not exactly what was written. */
export async function readPayload(lane: Pick<Lane, "attached">, payload: Payload): Promise<unknown> {
  if (!payload.spilled) return payload.result;
  const json = await lane.attached(payload.spilled);
  return parseJson(json.toString("utf8"));
}
