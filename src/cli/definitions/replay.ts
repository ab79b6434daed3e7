/** `holdfast replay`: whether today's definition takes the decisions that a run has recorded. */
import { join, resolve } from "node:path";
import { replayHistory, type Replayed } from "../../durable/replay/replay-history.ts";
import { neutraliseLine } from "../../github/neutralise.ts";
import type { Event } from "../../journal/event.ts";
import { readHistory } from "../../journal/history.ts";
import { limits } from "../../journal/limits.ts";
import { Refused } from "../../journal/refused.ts";
import { UserError } from "../../policy/user-error.ts";
import { checkpointFiles } from "../../store/checkpoint.ts";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { readable } from "../../report/path-text.ts";
import { localRepository } from "../repository.ts";
import { nowhere } from "../surroundings.ts";
import { painter } from "../terminal.ts";
import { loadDefinition } from "./load.ts";
import { findRun } from "../runs/find-run.ts";
import { historyOf } from "../runs/recorded-run.ts";

interface History {
  readonly events: readonly Event[];
  /** Where files that go with the journal lie. */
  readonly files: string | undefined;
}

/** Says what it found. Whether they are the same. Throws a {@link UserError} where they cannot be compared. */
export async function replayRun(
  world: World,
  invocation: Invocation,
  { history: name, file, json }: { readonly history: string; readonly file: string; readonly json: boolean },
): Promise<boolean> {
  const { folder: here, terminal } = invocation;
  const history = await historyNamed(world, name, here);
  const local = await localRepository(world, here, {});
  const definition = await loadDefinition(world, resolve(here, file), local);
  const key = history.events.find((event) => event.type === "opened")?.key ?? name;
  const replayed = await compared(() =>
    replayHistory(world, {
      events: history.events,
      attachment: async (digest) =>
        history.files === undefined ? undefined : world.files.read(join(history.files, digest)),
      automation: (instead) => definition.automation(key, nowhere({ ...world, ...instead }, local)),
    }),
  );
  if (json) world.output.write(`${JSON.stringify({ type: "replay", key, ...replayed })}\n`);
  else world.output.write(said(replayed, painter(world, terminal)));
  return replayed.kind !== "different";
}

/** The history of a file, or of a run of this machine. */
async function historyNamed(world: World, name: string, here: string): Promise<History> {
  const path = resolve(here, name);
  if ((await world.files.status(path))?.kind !== "file") {
    const run = await findRun(world, name, here);
    const { events } = await historyOf(world, run);
    return { events, files: join(run.folder, checkpointFiles.files) };
  }
  const bytes = (await world.files.read(path, limits.journal)) ?? Buffer.alloc(0);
  return { events: await compared(async () => readHistory(bytes)), files: undefined };
}

async function compared<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new UserError(`the history is not sound: ${error.message}`, { cause: error });
  }
}

function said(replayed: Replayed, paint: ReturnType<typeof painter>): string {
  switch (replayed.kind) {
    case "same":
      return `${paint("good", "same")}  all ${replayed.operations} operations, and the run ${replayed.status}\n`;
    case "unfinished": {
      const next = replayed.next.map(readable).join(", ");
      const then = next === "" ? "" : `; next would come ${next}`;
      return `${paint("good", "same")}  all ${replayed.operations} operations that are recorded${then}\n`;
    }
    case "different": {
      const { kind, path, recorded, current } = replayed.difference;
      const place = path === "" ? "" : ` at ${readable(path)}`;
      return [
        `${paint("bad", "different")}  the ${kind}${place}`,
        `  recorded: ${neutraliseLine(recorded)}`,
        `  today:    ${neutraliseLine(current)}`,
        "  A run with this history would stop here. Guard what is new with ctx.patched(name), go on with --on-change",
        "  replay, or leave such runs to the old definition and give new ones another key.",
        "",
      ].join("\n");
    }
  }
}
