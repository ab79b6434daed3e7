/** Has the success rate left its usual range? */
import { hasFailed, type WorkflowRun } from "../github/workflow-runs.ts";
import { timeInWords } from "../report/time-text.ts";
import { hasSucceeded, type History } from "./history.ts";
import { found, undecided, well, type Ruling } from "./ruling.ts";
import { chanceOfAtLeast } from "./statistics.ts";
import type { Watch } from "./watch.ts";

/** Of the newest runs so many are judged: more where many came since the last look, and have made failing look usual. */
const spans = [10, 20, 40] as const;

/** Runs before them that they are compared with. */
const fewestUsual = 20;
const mostUsual = 60;

/** So many successes in a row end it, however many failures there were shortly before. */
const recovered = 3;

/** Chance alone puts so many failures among the newest runs less often than this, over all spans. */
const rareness = 1e-4;

/** Finds a workflow that fails more often than it used to, by Fisher's exact test. */
export function judgeSuccessRate({ workflow }: Watch, { runs }: History): Ruling {
  const ended = runs.filter((run) => hasFailed(run) || hasSucceeded(run));
  const last = ended.slice(0, recovered);
  if (last.length === recovered && last.every(hasSucceeded)) return well;
  const unusual = spans
    .map((span) => ({ newest: ended.slice(0, span), usual: ended.slice(span, span + mostUsual) }))
    .find(isUnusual);
  // Failures that have become usual are no recovery.
  if (unusual === undefined) return undecided;
  const { newest, usual } = unusual;
  const [failures, before] = [newest, usual].map((some) => some.filter(hasFailed).length);
  return found({
    kind: "success-rate",
    severity: "warning",
    title: `${failures} of its last ${newest.length} runs failed`,
    because:
      `Of its last ${newest.length} runs (since ${timeInWords(newest.at(-1)!.createdAt)}) ${failures} failed, of the ` +
      `${usual.length} before them ${before}. Were nothing changed, chance would bring that about less than once in ` +
      `${Math.round(1 / rareness).toLocaleString("en")} times (Fisher's exact test).`,
    next: "Look at the newest failure: something it depends on may have become unreliable.",
    url: newest.find(hasFailed)?.url ?? workflow.url,
  });
}

function isUnusual({ newest, usual }: Record<"newest" | "usual", readonly WorkflowRun[]>): boolean {
  if (usual.length < fewestUsual) return false;
  const failures = newest.filter(hasFailed).length;
  const all = failures + usual.filter(hasFailed).length;
  return chanceOfAtLeast(failures, newest.length, all, newest.length + usual.length) < rareness / spans.length;
}
