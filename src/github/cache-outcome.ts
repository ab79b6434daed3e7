import type { CacheRestored, CacheSaved } from "../store/services.ts";
import { reasonIn } from "./client-words.ts";
import type { ClientAnswer } from "./official-client.ts";

/** What the client gives where the job has no cache service at all. */
export const NO_SERVICE = Symbol("no cache service");

const NO_SERVICE_REASON = "this job has no cache service";

/** What a call of `saveCache` came to: it returns -1, or an id, whatever went wrong, and prints the rest. */
export function saveOutcome(answer: ClientAnswer<number | typeof NO_SERVICE>): CacheSaved {
  const { words } = answer;
  if (answer.kind === "returned" && answer.value === NO_SERVICE) return { kind: "denied", reason: NO_SERVICE_REASON };
  const reason = reasonIn(words, answer.kind === "threw" ? answer.error : undefined);
  if (words.some(({ text }) => DENIED.test(text)) || DENIED.test(reason)) return { kind: "denied", reason };
  // The v1 client hands out the id it reserved even where the upload failed: what it printed counts too.
  const complained = words.some(({ text }) => text.startsWith("Failed to save: "));
  if (answer.kind === "returned" && Number(answer.value) >= 0 && !complained) return { kind: "saved" };
  return { kind: "unknown", reason };
}

/** Policy, a refused token, or a full quota: not what another attempt would change. */
const DENIED =
  /cache-mode '.*' does not permit|cache write denied:|Failed request: \(40[13]\)|responded with 40[13]\b|quota has been hit|ACTIONS_RUNTIME_TOKEN/;

/** What a call of `restoreCache` came to: undefined means none only where nothing was complained about. */
export function restoreOutcome(
  answer: ClientAnswer<string | undefined | typeof NO_SERVICE>,
  prefix: string,
): CacheRestored {
  const { words } = answer;
  if (answer.kind === "threw") return { kind: "unavailable", reason: reasonIn(words, answer.error) };
  const key = answer.value;
  if (key === NO_SERVICE) return { kind: "unavailable", reason: NO_SERVICE_REASON };
  if (key === undefined) {
    const complained = words.some(({ level, text }) => level === "warning" || level === "error" || SKIPPED.test(text));
    return complained ? { kind: "unavailable", reason: reasonIn(words) } : { kind: "none" };
  }
  if (key.startsWith(prefix)) return { kind: "found", key };
  return { kind: "unavailable", reason: `the service answered with ${JSON.stringify(key)}, which was not asked for` };
}

const SKIPPED = /^Cache restore skipped: /;
