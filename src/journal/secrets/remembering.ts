/** What commands have masked is secret for whatever is kept after, as it is for a runner's log. */
import type { SecretGuard } from "./guard.ts";

/** Gives the guard that knows what is secret now, and from then on also what is given as masked. */
export type Guarding = (masked: readonly string[]) => SecretGuard;

/** Remembers what any command of this process had masked. */
export function rememberingGuard(guard: Guarding): Guarding {
  const all = new Set<string>();
  let known: SecretGuard | undefined;
  return (masked) => {
    const before = all.size;
    for (const value of masked) all.add(value);
    if (all.size > before) known = undefined;
    return (known ??= guard([...all]));
  };
}

/** A guard that knows at each look what is remembered by then. */
export function latestGuard(guarding: Guarding): SecretGuard {
  return {
    get isEmpty() {
      return guarding([]).isEmpty;
    },
    holds: (text) => guarding([]).holds(text),
    redact: (text) => guarding([]).redact(text),
    scanner: () => guarding([]).scanner(),
  };
}
