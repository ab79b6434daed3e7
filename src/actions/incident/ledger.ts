/** Where an action keeps what people were told. */
import { join } from "node:path";
import type { Repository } from "../../github/context.ts";
import type { Octokit } from "../../github/octokit.ts";
import { directoryLedger } from "../../notify/ledger/directory.ts";
import { firstAllowed } from "../../notify/ledger/first-allowed.ts";
import { issueLedger } from "../../notify/ledger/issue.ts";
import type { Ledger } from "../../notify/ledger/ledger.ts";
import { refsLedger } from "../../notify/ledger/refs.ts";
import { UserError } from "../../policy/user-error.ts";
import { stateFolder } from "../../store/state-folder.ts";
import type { World } from "../../world.ts";
import type { IncidentInputs } from "./inputs.ts";

export interface LedgerScene {
  readonly repository: Repository;
  /** Undefined without a token. */
  readonly octokit: Octokit | undefined;
  /** Told why incidents are not kept where they are by default. */
  readonly onDenied: (reason: string) => void;
}

/** Branches, where a server takes no refs but its own. */
const branches = "heads/holdfast-incidents";

/** Throws a {@link UserError} where a ledger is asked for that takes a token, and there is none. */
export function openLedger(world: World, { ledger }: Pick<IncidentInputs, "ledger">, scene: LedgerScene): Ledger {
  const { repository, octokit } = scene;
  if (ledger === "directory" || (ledger === "auto" && octokit === undefined)) {
    const state = stateFolder(world.environment, world.processes.platform);
    return directoryLedger(world, join(state, "incidents", repository.owner, repository.name));
  }
  if (octokit === undefined) {
    throw new UserError(`input ledger is "${ledger}", which takes the input token: give one, or write directory`);
  }
  switch (ledger) {
    case "branches":
      return refsLedger(octokit, { repository, namespace: branches });
    case "refs":
      return refsLedger(octokit, { repository });
    case "issue":
      return issueLedger(world, octokit, { repository });
    case "auto":
      return firstAllowed(
        [refsLedger(octokit, { repository }), issueLedger(world, octokit, { repository })],
        scene.onDenied,
      );
  }
}
