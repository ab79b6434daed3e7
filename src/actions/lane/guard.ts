import { secretGuard, secretValues, type SecretGuard } from "../../journal/secrets.ts";
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
  return (masked) => secretGuard(secretValues(environment, { tokens, masked, listed }));
}

/** Names end up in every journal. Throws a {@link UserError} where one of them holds a secret. */
export function refuseSecretNames(inputs: IdentityInputs, guard: SecretGuard): void {
  for (const name of ["key", "lane", "step", "matrix"] as const) {
    const value = inputs[name];
    if (value !== undefined && guard.holds(value)) {
      throw new UserError(
        `input ${name} holds a secret, and would be kept in the journal: name it after something else`,
      );
    }
  }
}
