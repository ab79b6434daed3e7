/** A map of very many items: how fast it is, what memory it takes, and how soon it goes on after it was killed half-way. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import * as z from "zod";
import { atLeast, atMost, boundRow, type Row } from "./row.ts";
import { turnAbout } from "./sample.ts";
import type { Scene } from "./scene.ts";

const run = promisify(execFile);
const items = 100_000;
const printed = z.object({ first: z.number(), all: z.number(), memory: z.number() });
type Measured = z.infer<typeof printed>;

/** What an item does, in words and as the program is told. */
const bodies = [
  { body: "plain", name: `a map of ${items.toLocaleString("en")} items` },
  { body: "step", name: `a map of ${items.toLocaleString("en")} items of a step each` },
];

export async function largeMap(scene: Scene): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { body, name } of bodies) rows.push(...(await mapOf(scene, body, name)));
  return rows;
}

async function mapOf(scene: Scene, body: string, name: string): Promise<Row[]> {
  const program = join(scene.programs, "map-process.js");
  const fresh = async () => measure([program, await scene.folder(), String(items), body]);
  const resumed = async () => {
    const whole = [program, await scene.folder(), String(items), body];
    await kill([...whole, String(items / 2)]);
    return measure(whole);
  };
  const [whole = [], rest = []] = await turnAbout(scene.times(5), [fresh, resumed]);
  const perSecond = whole.map(({ all }) => (items / all) * 1000);
  return [
    boundRow(name, perSecond, atLeast(5_000, "items/s")),
    memoryRow(`${name}: memory of its process`, whole),
    boundRow(
      `${name}, killed half-way: until it goes on`,
      rest.map(({ first }) => first),
      atMost(1_000, "ms"),
    ),
    memoryRow(`${name}, killed half-way: memory of the process that goes on`, rest),
  ];
}

function memoryRow(what: string, measured: readonly Measured[]): Row {
  const megabytes = measured.map(({ memory }) => memory / 1e6);
  return boundRow(what, megabytes, atMost(300, "MB"));
}

async function measure(program: readonly string[]): Promise<Measured> {
  const { stdout } = await run(process.execPath, program);
  return printed.parse(JSON.parse(stdout));
}

async function kill(program: readonly string[]): Promise<void> {
  const [killed] = await Promise.allSettled([run(process.execPath, program)]);
  if (killed.status === "rejected" && killed.reason.signal === "SIGKILL") return;
  throw new Error("the process was to be killed half-way", { cause: killed });
}
