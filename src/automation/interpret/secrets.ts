/** What holds a secret is for the steps of this process alone: it is not recorded. */
import type { Frame } from "./frame.ts";

/** The entries without those that hold a secret, each of which is told of. */
export function leaveOutSecrets<T>(
  { around, context }: Pick<Frame, "around" | "context">,
  entries: readonly [string, T][],
  nameOf: (name: string) => string,
): [string, T][] {
  const guard = around.guard([]);
  return entries.filter(([name, value]) => {
    const isSecret = guard.holds(`${name}\n${typeof value === "string" ? value : JSON.stringify(value)}`);
    if (isSecret) context.log.warn(`${guard.redact(nameOf(name))} holds a secret and is left out`);
    return !isSecret;
  });
}
