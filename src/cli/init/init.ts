/** `holdfast init`: workflow templates, copied into a repository and made its own. */
import { dirname, join } from "node:path";
import { UserError } from "../../policy/user-error.ts";
import { demandsOf } from "../../workflows/demands.ts";
import { fillTemplate, type Origin } from "../../workflows/template.ts";
import { readWorkflow } from "../../workflows/workflow.ts";
import type { Files, World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { localRepository } from "../repository.ts";
import { painter } from "../terminal.ts";
import { demandsText, templatesText } from "./init-text.ts";
import { releasedCommit } from "./released-commit.ts";
import { chosenOf, readTemplates, type Template } from "./templates.ts";

export interface InitOptions {
  /** The repository that the actions come from. */
  readonly actions: string;
  /** The commit they are pinned to; without it, that of `version` as the repository's tags say. */
  readonly commit?: string | undefined;
  readonly version: string;
  /** Writes an organisation's templates instead of a repository's workflows. */
  readonly organisation: boolean;
  /** Writes over workflows that differ. */
  readonly force: boolean;
}

/** Lists what there is. */
export async function listTemplates(world: World, { terminal }: Invocation): Promise<void> {
  const lines = templatesText(await readTemplates(world.files), painter(world, terminal));
  world.output.write(`${lines.join("\n")}\n`);
}

/**
 * Copies the templates of these names and says what they need. Automations that are there already are kept. Throws a
 * {@link UserError}, before anything is written, where there is no such template or another workflow has its place.
 */
export async function copyTemplates(
  world: World,
  { folder, terminal }: Invocation,
  names: readonly string[],
  options: InitOptions,
): Promise<void> {
  const { files, output } = world;
  const chosen = chosenOf(await readTemplates(files), names);
  const { root, owner, name } = await localRepository(world, folder, {});
  const origin = {
    ...options,
    commit: options.commit ?? (await releasedCommit(world, options.actions, options.version)),
  };
  const drafts = chosen.flatMap((template) => draftsOf(template, origin, options, `${owner}/${name}`));
  const before = await Promise.all(drafts.map(async ({ path }) => textAt(files, join(root, path))));

  const taken = drafts.filter(
    ({ text, isKept }, index) => !isKept && before[index] !== undefined && before[index] !== text,
  );
  if (taken.length > 0 && !options.force) {
    const paths = taken.map(({ path }) => path).join(", ");
    throw new UserError(`${paths} ${taken.length === 1 ? "is" : "are"} there and different: --force writes over`);
  }
  for (const [index, { path, text, isKept }] of drafts.entries()) {
    if (before[index] === text) output.write(`${path} is up to date.\n`);
    else if (before[index] !== undefined && isKept) output.write(`${path} is kept as it is.\n`);
    else {
      await files.makeFolder(dirname(join(root, path)));
      await files.replace(join(root, path), text);
      output.write(`Wrote ${path}.\n`);
    }
  }
  const paint = painter(world, terminal);
  for (const template of chosen) {
    const demands = demandsOf(readWorkflow(template.text, `${template.name}.yml`));
    output.write(`\n${demandsText(template.name, demands, paint).join("\n")}\n`);
  }
  output.write(`\nThe actions come from ${origin.actions} at ${origin.commit} (v${origin.version}).\n`);
}

interface Draft {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The author's once it is there. */
  readonly isKept: boolean;
}

function draftsOf(template: Template, origin: Origin, { organisation }: InitOptions, repository: string): Draft[] {
  const filled = (text: string) => fillTemplate(text, origin, repository);
  const folder = organisation ? "workflow-templates" : ".github/workflows";
  const workflow = { path: `${folder}/${template.name}.yml`, text: filled(template.text), isKept: false };
  if (organisation) {
    return [workflow, { path: `${folder}/${template.name}.properties.json`, text: template.properties, isKept: false }];
  }
  const automations = template.automations.map(({ name, text }) => ({
    path: `automations/${name}`,
    text: filled(text),
    isKept: true,
  }));
  return [workflow, ...automations];
}

async function textAt(files: Files, path: string): Promise<string | undefined> {
  return (await files.read(path))?.toString();
}
