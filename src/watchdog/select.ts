/** Which workflows are watched, and when each is due. */
import type { Workflow } from "../github/workflows.ts";
import { UserError } from "../policy/user-error.ts";
import { readSchedule } from "./read-schedule.ts";
import type { Watch } from "./watch.ts";

/** What is to be watched. */
export interface Asked {
  /** All that have a schedule. */
  readonly scheduled: boolean;
  /** Names of files, such as `nightly.yml`, with the milliseconds within which each has to succeed, where that was said. */
  readonly named: ReadonlyMap<string, number | undefined>;
  readonly except: ReadonlySet<string>;
}

/** Gives a workflow's file, by its path in the repository; undefined where there is none. Throws a {@link UserError} where none can be asked for. */
export type ReadWorkflow = (path: string) => Promise<string | undefined>;

const folder = ".github/workflows/";

/** Throws a {@link UserError} where there is no workflow of a name, or it has no schedule and no window was given. */
export async function selectWatches(
  workflows: readonly Workflow[],
  asked: Asked,
  read: ReadWorkflow,
): Promise<Watch[]> {
  const existing = workflows.filter(({ path, state }) => path.startsWith(folder) && state !== "deleted");
  const names = new Set(existing.map(nameOf));
  const missing = [...asked.named.keys(), ...asked.except].filter((name) => !names.has(name));
  if (missing.length > 0) {
    throw new UserError(`no workflow ${missing.join(", ")} is in ${folder}; write the names of files that are there`);
  }
  const watches: Watch[] = [];
  for (const workflow of existing) {
    const watch = await watchOf(workflow, asked, read);
    if (watch !== undefined) watches.push(watch);
  }
  return watches;
}

async function watchOf(workflow: Workflow, asked: Asked, read: ReadWorkflow): Promise<Watch | undefined> {
  const name = nameOf(workflow);
  const isNamed = asked.named.has(name);
  if (asked.except.has(name) || !(isNamed || asked.scheduled)) return undefined;
  const ms = asked.named.get(name);
  if (ms !== undefined) return { workflow, isNamed, due: { kind: "window", ms } };
  const text = await read(workflow.path);
  const found = text === undefined ? undefined : readSchedule(workflow.path, text);
  switch (found?.kind) {
    case "scheduled":
      return { workflow, isNamed, due: { kind: "schedule", schedule: found.schedule } };
    case "unreadable":
      return { workflow, isNamed, due: found };
    default:
      if (!isNamed) return undefined;
      throw new UserError(`${name} has no schedule; write within which time it has to succeed, such as ${name}: 26h`);
  }
}

export function nameOf({ path }: Pick<Workflow, "path">): string {
  return path.slice(folder.length);
}
