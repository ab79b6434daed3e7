/** What is wrong with the watched workflows. */
import { judgeState } from "./disabled.ts";
import { judgeDuration } from "./duration.ts";
import type { Silences } from "./heartbeats.ts";
import type { History } from "./history.ts";
import type { Judgement } from "./judgement.ts";
import { judgeLateness } from "./overdue.ts";
import { unread, type Ruling, type Rulings } from "./ruling.ts";
import { judgeStuck } from "./stuck.ts";
import { judgeSuccessRate } from "./success-rate.ts";
import { judgeReadability } from "./unreadable.ts";
import type { Watch } from "./watch.ts";

/** Everything that is looked for. Without a history nothing is said of runs: nobody looked at them. */
export function judge(
  watch: Watch,
  history: History | undefined,
  judgement: Judgement,
  silences: Silences = new Map(),
): Rulings {
  const ofRuns = (judged: (known: History) => Ruling) => (history === undefined ? unread : judged(history));
  return {
    schedule: judgeReadability(watch),
    disabled: judgeState(watch),
    overdue: ofRuns((known) => judgeLateness(watch, known, judgement)),
    stuck: ofRuns((known) => judgeStuck(known, judgement, silences)),
    "success-rate": ofRuns((known) => judgeSuccessRate(watch, known)),
    duration: ofRuns((known) => judgeDuration(watch, known)),
  };
}
