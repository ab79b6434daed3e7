import { lateGuard, type SecretGuard } from "../../journal/secrets/guard.ts";
import { secretValues } from "../../journal/secrets/values.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import type { IdentityInputs } from "./identity.ts";

export interface GuardInputs extends IdentityInputs {
  readonly token?: string | undefined;
  readonly "secret-variables"?: readonly string[] | undefined;
}

/** Makes guards from what this action knows to be secret and what a command had masked. */
export function guardFor(
  environment: World["environment"],
  inputs: GuardInputs,
): (masked: readonly string[]) => SecretGuard {
  const tokens = [inputs.token, environment["ACTIONS_RUNTIME_TOKEN"]].filter((token) => token !== undefined);
  const listed = inputs["secret-variables"] ?? [];
  const make = (masked: readonly string[]) => lateGuard(() => secretValues(environment, { tokens, masked, listed }));
  let unmasked: SecretGuard | undefined;
  return (masked) => (masked.length > 0 ? make(masked) : (unmasked ??= make(masked)));
}

/** What went wrong in words that hold no secret, whatever inputs and files they repeat. */
export function withoutSecrets(environment: World["environment"], text: string): string {
  const listed = (environment["INPUT_SECRET-VARIABLES"] ?? "").split("\n").map((line) => line.trim());
  return guardFor(environment, { "secret-variables": listed })([]).redact(text);
}

/** The inputs that name a lane. */
export const laneNames = ["key", "lane", "matrix"] as const;

/** Names end up in the journal. Throws a {@link UserError} where one of these inputs holds a secret. */
export function refuseSecretNames(
  inputs: IdentityInputs,
  guard: SecretGuard,
  names: readonly (keyof IdentityInputs)[] = [...laneNames, "step"],
): void {
  for (const name of names) {
    const value = inputs[name];
    // Of a job without a matrix it is "null".
    if (value !== undefined && value !== "null" && guard.holds(value)) {
      throw new UserError(
        `input ${name} holds a secret, and would be kept in the journal: name it after something else`,
      );
    }
  }
}
