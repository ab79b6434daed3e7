/** What is wrong with the watched workflows. */
import { findDisabled } from "./disabled.ts";
import { findDuration } from "./duration.ts";
import type { Finding } from "./finding.ts";
import type { History } from "./history.ts";
import { findOverdue } from "./overdue.ts";
import { findStuck } from "./stuck.ts";
import { findSuccessRate } from "./success-rate.ts";
import { findUnreadable } from "./unreadable.ts";
import type { Judgement } from "./judgement.ts";
import type { Watch } from "./watch.ts";

/** Everything that is found; what cannot run is not also late. */
export function judge(watch: Watch, history: History, judgement: Judgement): Finding[] {
  const overdue = watch.workflow.state === "active" ? findOverdue(watch, history, judgement) : undefined;
  const found = [
    findUnreadable(watch),
    findDisabled(watch),
    overdue,
    findStuck(history, judgement),
    findSuccessRate(watch, history),
    findDuration(watch, history),
  ];
  return found.filter((finding) => finding !== undefined);
}
