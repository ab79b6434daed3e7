/** What holds a secret is for the steps of this process alone: it is not recorded. */
import type { SecretGuard } from "../../journal/secrets/guard.ts";
import type { Frame } from "./frame.ts";
import type { Surroundings } from "./surroundings.ts";

/** A guard that knows, from then on, also what any command of this process had masked, as a runner does. */
export function rememberingGuard(guard: Surroundings["guard"]): Surroundings["guard"] {
  const all = new Set<string>();
  let known: SecretGuard | undefined;
  return (masked) => {
    const before = all.size;
    for (const value of masked) all.add(value);
    if (all.size > before) known = undefined;
    return (known ??= guard([...all]));
  };
}

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
