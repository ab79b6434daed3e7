/** Has the success rate left its usual range? */
import { timeInWords } from "../report/time-text.ts";
import type { Finding } from "./finding.ts";
import { hasFailed, hasSucceeded, type History } from "./history.ts";
import { chanceOfAtLeast } from "./statistics.ts";
import type { Watch } from "./watch.ts";

/** Runs whose rate is judged, and runs before them that it is compared with. */
const recent = 10;
const fewestUsual = 20;
const mostUsual = 60;

/** So many successes in a row end it, however many failures there were shortly before. */
const recovered = 3;

/** Chance alone puts so many failures among the newest runs less often than this: once in ten thousand looks at fresh runs. */
const rareness = 1e-4;

/** Finds a workflow that fails more often than it used to, by Fisher's exact test. */
export function findSuccessRate({ workflow }: Watch, { runs }: History): Finding | undefined {
  const ended = runs.filter((run) => hasFailed(run) || hasSucceeded(run)).slice(0, recent + mostUsual);
  const newest = ended.slice(0, recent);
  const usual = ended.slice(recent);
  if (usual.length < fewestUsual || newest.slice(0, recovered).every(hasSucceeded)) return undefined;
  const failures = newest.filter(hasFailed);
  const before = usual.filter(hasFailed).length;
  const chance = chanceOfAtLeast(failures.length, recent, failures.length + before, ended.length);
  if (chance >= rareness) return undefined;
  return {
    kind: "success-rate",
    severity: "warning",
    title: `${failures.length} of its last ${recent} runs failed`,
    because:
      `Of its last ${recent} runs (since ${timeInWords(newest.at(-1)!.createdAt)}) ${failures.length} failed, of the ` +
      `${usual.length} before them ${before}. Were nothing changed, chance would bring that about less than once in ` +
      `${Math.round(1 / rareness).toLocaleString("en")} times (Fisher's exact test).`,
    next: "Look at the newest failure: something it depends on may have become unreliable.",
    url: failures[0]?.url ?? workflow.url,
  };
}
