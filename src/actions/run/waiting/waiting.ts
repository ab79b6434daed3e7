/** What a job does for its run that waits: it brings the answers, tells whoever resumes runs, and has people asked. */
import { statusOf } from "../../../github/failure.ts";
import type { LaneState } from "../../../journal/fold.ts";
import type { RunState } from "../../../journal/fold-run.ts";
import { UserError } from "../../../policy/user-error.ts";
import { readable } from "../../../report/path-text.ts";
import type { Reach } from "../../../report/ways-on.ts";
import { answersOfEnvironment } from "./answers-of-environment.ts";
import { answersOfEvents } from "./answers-of-events.ts";
import { answersOfPeople } from "./answers-of-people.ts";
import type { Answers } from "./answers.ts";
import { bringAnswers } from "./bring-answers.ts";
import { askForApprovals, closeApprovals, type AskedPeople } from "./approvals.ts";
import type { GithubAround } from "./around.ts";
import { longestReach } from "../../../waiting/judge.ts";
import { indexed, type Suspended } from "./in-index.ts";
import { waitedFor } from "./waited-for.ts";

export interface Waiting {
  /**
   * Before the run goes on: brings what was answered meanwhile. Throws a {@link UserError} where GitHub does not tell, and
   * the time for an answer is over; and where nothing is recorded any more of a run that had waited.
   */
  begin(state: LaneState): Promise<void>;
  /** The run is suspended: it is put in the index, and people are asked. */
  suspended(state: LaneState, outcome: Suspended): Promise<Told>;
  /** The run waits no longer: what was to be seen of it is done away with. Its dead letters wait for a person. */
  wentOn(state: LaneState): Promise<void>;
}

export interface Told extends Pick<Reach, "isIndexed" | "answeredAt"> {
  /** An answer is there by now: the run can go on at once. */
  readonly isAnswered: boolean;
}

const unread = "Answers to what the run waits for could not be read";
/** Milliseconds after which a run is looked at again of which GitHub did not take, or tell, what it was asked. */
const patience = 15 * 60_000;
const outOfReach =
  "GitHub runs a job again for 30 days, and this run waits for longer: give it a key of its own, under which a new run goes on with it.";
const unindexed = "Nothing has the run go on by itself";

/**
 * What GitHub refuses is a warning, since a person can still re-run the job. One thing is an error: that GitHub does not tell
 * what was answered where the time for it is over, for the run would take it as that nobody has.
 */
export function waitingOn(github: GithubAround): Waiting {
  const { runner, inputs, world } = github.job;
  const { clock } = world;
  const asksPeople = inputs.approvals === "issue";
  let index = indexed(github, false);

  return {
    async begin({ run }) {
      index = indexed(github, run.suspended !== undefined || run.deadLetters.size > 0);
      if (run.started === undefined) return requireNothingLost();
      const { isUnread } = await bring(run, inputs.environment);
      const over = waitedFor(run).find(([, { until }]) => until !== undefined && until <= clock.now());
      if (isUnread && over !== undefined) {
        throw new UserError(
          `GitHub does not tell whether ${readable(over[0])} was answered in time, and its time is over. Re-run this job: it is asked again.`,
        );
      }
    },

    async suspended({ run }, outcome) {
      // First of all: whoever answers from now on finds the run. What was answered before is looked for after.
      const isIndexed = await putIn(run, outcome);
      let asked: AskedPeople = { pages: new Map(), faults: [], isUnasked: true };
      await warned("Nobody is asked", async () => {
        asked = asksPeople ? await askForApprovals(github, run) : { ...asked, isUnasked: false };
        return asked.faults;
      });
      if (asksPeople) await warned("An issue stays open", () => closeApprovals(github, run));
      if (!github.isShared && (outcome.until ?? 0) > clock.now() + longestReach) runner.warning(outOfReach);
      const { count, isUnread } = await bring(run);
      if (count === 0 && (asked.isUnasked || isUnread)) await putIn(run, outcome, clock.now() + patience);
      return { isIndexed, answeredAt: asked.pages, isAnswered: count > 0 };
    },

    async wentOn(state) {
      if (state.run.deadLetters.size > 0) {
        await warned("Its dead letters are watched by nobody", async () => {
          const added = await index?.putIn(state.run, undefined);
          return added === undefined || added.kind === "added" ? [] : [added.reason];
        });
      } else {
        await warned("The run stays in the index", async () => {
          await index?.takeOut();
          return [];
        });
      }
      if (asksPeople) await warned("An issue stays open", () => closeApprovals(github, state.run));
    },
  };

  /** An attempt that finds nothing recorded of a run that had waited would do everything again. */
  async function requireNothingLost(): Promise<void> {
    if (!(await index?.hasWaited())) return;
    throw new UserError(
      `run "${github.identity.key}" had waited, and neither the cache nor an artifact has its records any more: it is not begun anew, ` +
        "for what it did would be done again. Look at what it did; to begin it all the same, start it under another key.",
    );
  }

  /** Gives whether the run is where it is found by who resumes it. That GitHub did not take it is no green job's business. */
  async function putIn(run: RunState, outcome: Suspended, lookAgain?: number): Promise<boolean> {
    const added = await index?.putIn(run, outcome, lookAgain);
    if (added === undefined || added.kind === "added") return added !== undefined;
    const said = github.redact(`${unindexed}: ${added.reason}`);
    if (added.kind === "denied") runner.warning(said);
    else runner.setFailed(`${said}. Re-run this job: what is done is replayed, and it is put in anew.`);
    return false;
  }

  /** Brings what people, events and, where one is given, the environment have answered. */
  async function bring(run: RunState, environment?: string): Promise<{ count: number; isUnread: boolean }> {
    const answers: Answers[] = [];
    // What throws is not read.
    let isUnread = true;
    let count = 0;
    await warned(unread, async () => {
      answers.push(await answersOfPeople(github, run), await answersOfEvents(github, run));
      if (environment !== undefined) answers.push(await answersOfEnvironment(github, environment, run));
      isUnread = answers.some((found) => found.isUnread);
      const brought = await bringAnswers(github, answers);
      count = brought.count;
      return brought.faults;
    });
    return { count, isUnread };
  }

  /** A warning for all that `act` says went wrong, or that GitHub answers it with. */
  async function warned(otherwise: string, act: () => Promise<readonly (string | undefined)[]>): Promise<void> {
    const said = (reason: string) => runner.warning(github.redact(`${otherwise}: ${reason}`));
    try {
      for (const fault of await act()) if (fault !== undefined) said(fault);
    } catch (error) {
      // Without a status it is no answer of GitHub's, but a mistake of ours.
      if (!(error instanceof Error) || statusOf(error) === undefined) throw error;
      said(error.message);
    }
  }
}
