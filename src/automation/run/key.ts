import type { SecretGuard } from "../../journal/secrets/guard.ts";
import { UserError } from "../../policy/user-error.ts";

const longestKey = 200;

/** Throws a {@link UserError} where the key, given or made from the inputs, cannot name a run. */
export function requireKey(key: string, guard: SecretGuard): void {
  if (guard.holds(key)) {
    throw new UserError(
      "the run's key holds a secret, and would be kept in the journal: name the run after something else",
    );
  }
  if (key.length > longestKey || /\p{Cc}/u.test(key)) {
    throw new UserError(
      `the run's key ${JSON.stringify(key.slice(0, 60))} is no name: write at most ${longestKey} characters on one line`,
    );
  }
}
