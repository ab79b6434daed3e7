/** What may be kept of what a run is called and started with. */
import type { SecretGuard } from "../../journal/secrets.ts";
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

/** Throws a {@link UserError} where what the run is started with holds a secret: it is recorded. */
export function requireNoSecret(input: unknown, guard: SecretGuard): void {
  for (const text of textsIn(input)) {
    if (guard.holds(text)) {
      throw new UserError(
        "input inputs holds a secret, and would be kept in the journal: hand secrets on by env, which steps see",
      );
    }
  }
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    yield name;
    yield* textsIn(inner);
  }
}
