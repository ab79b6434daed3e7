/** Definitions of automations, as the command line names them. */
import { FaultyFile } from "../../automation/fault.ts";
import { openAutomation, type OpenedAutomation } from "../../automation/open-automation.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import { shownPath, type LocalRepository } from "../repository.ts";
import { userOf } from "../user.ts";

/** Throws a {@link UserError} with all that is wrong with the file, and with the configuration of its repository. */
export async function loadDefinition(world: World, path: string, local: LocalRepository): Promise<OpenedAutomation> {
  const shownAs = shownPath(path, local);
  if (!(await world.files.status(path))) throw new UserError(`${shownAs} does not exist`);
  try {
    return await openAutomation(world, path, { workspace: local.root, shownAs, github: githubOf(world, local) });
  } catch (error) {
    if (!(error instanceof FaultyFile)) throw error;
    const faults = error.faults.map(({ at, message }) => {
      return { at: "file" in at ? { ...at, file: shownPath(at.file, local) } : at, message };
    });
    throw new FaultyFile(faults);
  }
}

/** What the context `github` can tell without GitHub. */
function githubOf(world: World, { owner, name, ref, sha, root }: LocalRepository) {
  return {
    repository: `${owner}/${name}`,
    repository_owner: owner,
    ref,
    ref_name: ref.replace(/^refs\/(?:heads|tags)\//, ""),
    ref_type: ref.startsWith("refs/tags/") ? "tag" : "branch",
    sha: sha ?? "",
    actor: userOf(world),
    workspace: root,
  };
}
