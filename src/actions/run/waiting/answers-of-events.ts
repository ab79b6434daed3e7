/** What was sent for the events that a run waits for. */
import { join } from "node:path";
import type { RunState } from "../../../journal/fold-run.ts";
import { receiveSignals } from "../../../signal/receive.ts";
import { noAnswers, type Answer, type Answers } from "./answers.ts";
import type { GithubAround } from "./around.ts";
import { waitedFor } from "./waited-for.ts";

/** The first signal that was not taken yet is the first wait's, and so on. */
export async function answersOfEvents(github: GithubAround, run: RunState): Promise<Answers> {
  const waits = waitedFor(run).flatMap(([path, { event }]) => (event === undefined ? [] : [{ path, event }]));
  if (waits.length === 0) return noAnswers;
  const { job, identity, scratch } = github;
  const service = await github.artifacts();
  const answers: Answer[] = [];
  const faults: string[] = [];
  let isUnread = false;
  for (const [event, asked] of Map.groupBy(waits, ({ event: name }) => name)) {
    const wanted = { key: identity.key, event, taken: run.taken, most: asked.length };
    const received = await receiveSignals(job.world, service, wanted, join(scratch, "signal"));
    if (received.kind !== "received") {
      faults.push(received.reason);
      isUnread ||= received.kind === "unavailable";
      continue;
    }
    for (const [index, { value, at, by, from }] of received.signals.entries()) {
      const path = asked[index]!.path;
      answers.push([path, { at, from, ...(by !== undefined && { by }), answer: { ok: true, value: value ?? null } }]);
    }
  }
  return { answers, faults, isUnread };
}
