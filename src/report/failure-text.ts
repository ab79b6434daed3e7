import { neutraliseLine } from "../github/neutralise.ts";
import type { RecordedFailure } from "../journal/event-parts.ts";

/** Why something failed, on one line; `show` makes a foreign text fit for where it is read. */
export function failureText(
  { kind, message, code }: RecordedFailure,
  show: (foreign: string) => string = neutraliseLine,
): string {
  const isTold = kind !== "exit" || code === undefined || message.includes(String(code));
  return isTold ? show(message) : `${show(message)} (exit code ${code})`;
}
