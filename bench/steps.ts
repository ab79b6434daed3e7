/** What a step of an automation costs, against other durable engines and against the disk. */
import { join } from "node:path";
import { startContestant, type StepCosts } from "./contestant.ts";
import { startPeers, withoutPeers } from "./peers.ts";
import { appendPlainly } from "./plain-append.ts";
import { atMost, boundRow, missingRow, ratioRow, type Row } from "./row.ts";
import { pairsOf, timed, turnAbout } from "./sample.ts";
import type { Scene } from "./scene.ts";

/** One after the other, and no more than OpenWorkflow takes. */
const steps = 1_000;
const promised = { fresh: atMost(0.5, "ms"), replayed: atMost(0.05, "ms") };

export async function stepCosts(scene: Scene): Promise<Row[]> {
  await using ours = await startContestant(join(scene.programs, "holdfast.js"), await scene.folder());
  await using peers = scene.withPeers ? await startPeers(await scene.folder()) : withoutPeers;
  const plain = join(await scene.folder(), "plain");
  const disk = async (): Promise<StepCosts> => {
    const took = await timed(async () => appendPlainly(plain, line, steps));
    return { fresh: took / steps, replayed: 0 };
  };

  const runs = [ours, ...peers.started].map((contestant) => () => contestant.run(steps));
  const [floor = [], own = [], ...others] = await turnAbout(scene.times(11), [disk, ...runs]);
  const against = (kind: keyof StepCosts, theirs: readonly StepCosts[]) =>
    pairsOf(
      own.map((costs) => costs[kind]),
      theirs.map((costs) => costs[kind]),
    );
  const rowsOf = (kind: keyof StepCosts, what: string, aim?: number) => [
    boundRow(
      what,
      own.map((costs) => costs[kind]),
      promised[kind],
    ),
    ...peers.started.map(({ about }, index) => ratioRow(what, about, against(kind, others[index]!), aim)),
    ...peers.missing.map(({ name, reason }) => missingRow(what, name, reason)),
  ];
  return [
    ratioRow("a fresh step of an automation", "append and fsync", against("fresh", floor)),
    ...rowsOf("fresh", "a fresh step of an automation", 1),
    ...rowsOf("replayed", "a replayed step of an automation"),
  ];
}

/** About as many bytes as a step adds to our journal. */
const line = `${"x".repeat(540)}\n`;
