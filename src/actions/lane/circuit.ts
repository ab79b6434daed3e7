import { join } from "node:path";
import { defaultCircuit, openCircuit, type Circuit } from "../../durable/circuit/circuit.ts";
import { requireContext, type RunnerContext } from "../../github/context.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import type { SecretGuard } from "../../journal/secrets/guard.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import { jobFolder, type LaneInputs } from "./open.ts";
import { openStore } from "./store.ts";

/**
 * The circuit an action names, kept where its checkpoints are; what cannot be remembered is a warning. Throws a
 * {@link UserError} where the name holds a secret.
 */
export function actionCircuit(
  world: World,
  runner: RunnerCommands,
  context: RunnerContext,
  { store, token }: LaneInputs,
  name: string,
  guard: SecretGuard,
): Circuit {
  if (guard.holds(name))
    throw new UserError("input circuit holds a secret, and would be kept: name it after something else");
  const { repository } = requireContext(context, "repository");
  const scratch = join(jobFolder(context), "circuit");
  return openCircuit(world, {
    repository: `${repository.owner}/${repository.name}`,
    name,
    // The memory of a circuit is worth a cache entry, and no artifact: when it is lost, the circuit is closed.
    store: openStore(world, context, { name: store, token, scratch, reach: "this-run", isExpendable: true }),
    scratch,
    policy: defaultCircuit,
    onTrouble: (reason) => runner.warning(`Circuit "${name}" is not remembered: ${reason}`),
  });
}
