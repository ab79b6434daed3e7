/** What was sent for the events that a run waits for. */
import { join } from "node:path";
import type { RunState } from "../../../journal/fold-run.ts";
import { unansweredIn } from "../../../report/run-view.ts";
import { receiveSignals } from "../../../signal/receive.ts";
import { signalsFor } from "../../../signal/signals-for.ts";
import { noAnswers, type Answer, type Answers } from "./answers.ts";
import type { GithubAround } from "./around.ts";

export async function answersOfEvents(github: GithubAround, run: RunState): Promise<Answers> {
  const names = new Set(unansweredIn(run).flatMap((path) => run.callbacks.get(path)?.event ?? []));
  if (names.size === 0) return noAnswers;
  const { job, identity, scratch } = github;
  const service = await github.artifacts();
  const answers: Answer[] = [];
  const faults: string[] = [];
  let isUnread = false;
  for (const event of names) {
    const wanted = { key: identity.key, event };
    const received = await receiveSignals(job.world, service, wanted, join(scratch, "signal"));
    if (received.kind !== "received") {
      faults.push(received.reason);
      isUnread ||= received.kind === "unavailable";
      continue;
    }
    const asked = [...run.callbacks].filter(([, callback]) => callback.event === event);
    for (const [path, { value, at, by }] of signalsFor(asked, received.signals)) {
      answers.push([path, { at, ...(by !== undefined && { by }), answer: { ok: true, value: value ?? null } }]);
    }
  }
  return { answers, faults, isUnread };
}
