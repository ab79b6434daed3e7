/** `holdfast status`: all runs, or one. */
import { allRuns } from "../../automation/run/card.ts";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { painter } from "../terminal.ts";
import { findRun } from "../runs/find-run.ts";
import { readRun } from "../runs/recorded-run.ts";
import { runsTable } from "./runs-table.ts";
import { statusObject } from "./status-object.ts";
import { statusText } from "./status-text.ts";

export interface StatusOptions {
  readonly json: boolean;
  /** Also what is usually left out of a long list. */
  readonly all: boolean;
}

const mostRuns = 20;

/** Throws a UserError where there is no such run. */
export async function showStatus(
  world: World,
  invocation: Invocation,
  key: string | undefined,
  { json, all }: StatusOptions,
): Promise<void> {
  const { output, clock } = world;
  const paint = painter(world, invocation.terminal);
  const width = invocation.terminal?.size().columns ?? 120;
  const print = (lines: readonly string[]) => output.write(lines.map((line) => `${line}\n`).join(""));
  if (key !== undefined) {
    const run = await readRun(world, await findRun(world, key, invocation.folder));
    if (json) return output.write(`${JSON.stringify(statusObject(run))}\n`);
    return print(statusText(run, { now: clock.now(), width, all, paint }));
  }
  const filed = await allRuns(world);
  const shown = all ? filed : filed.slice(0, mostRuns);
  const runs = [];
  for (const run of shown) runs.push(await readRun(world, run));
  if (json) return output.write(runs.map((run) => `${JSON.stringify(statusObject(run))}\n`).join(""));
  if (runs.length === 0) return print(["There are no runs yet: holdfast run FILE starts one."]);
  const left = filed.length - runs.length;
  print([...runsTable(runs, clock.now(), width, paint), ...(left > 0 ? [`… and ${left} older ones: --all`] : [])]);
}
