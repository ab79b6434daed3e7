/** What a job does for its run that waits: it brings the answers, tells whoever resumes runs, and has people asked. */
import { statusOf } from "../../../github/failure.ts";
import type { LaneState } from "../../../journal/fold.ts";
import type { RunState } from "../../../journal/fold-run.ts";
import { UserError } from "../../../policy/user-error.ts";
import { readable } from "../../../report/path-text.ts";
import { unansweredIn } from "../../../report/run-view.ts";
import type { Reach } from "../../../report/ways-on.ts";
import { answersOfEnvironment } from "./answers-of-environment.ts";
import { answersOfEvents } from "./answers-of-events.ts";
import { answersOfPeople } from "./answers-of-people.ts";
import type { Answers } from "./answers.ts";
import { bringAnswers } from "./bring-answers.ts";
import { askForApprovals, closeApprovals, type AskedPeople } from "./approvals.ts";
import type { GithubAround } from "./around.ts";
import { indexed, type Suspended } from "./in-index.ts";

export interface Waiting {
  /**
   * Before the run goes on: brings what was answered meanwhile. Throws a {@link UserError} where GitHub does not tell, and
   * the time for an answer is over.
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
      const { isUnread } = await bring(run, inputs.environment);
      const over = unansweredIn(run).find((path) => (run.callbacks.get(path)?.until ?? Infinity) <= clock.now());
      if (isUnread && over !== undefined) {
        throw new UserError(
          `GitHub does not tell whether ${readable(over)} was answered in time, and its time is over. Re-run this job: it is asked again.`,
        );
      }
    },

    async suspended(state, outcome) {
      // First of all: whoever answers from now on finds the run. What was answered before is looked for after.
      let isIndexed = false;
      await warned(unindexed, async () => {
        const fault = await index?.putIn(state.run, outcome);
        isIndexed = index !== undefined && fault === undefined;
        return [fault];
      });
      let answeredAt: AskedPeople["pages"] = new Map();
      await warned("Nobody is asked", async () => {
        if (!asksPeople) return [];
        const { pages, faults } = await askForApprovals(github, state.run);
        answeredAt = pages;
        return faults;
      });
      if (asksPeople) await warned("An issue stays open", () => closeApprovals(github, state.run));
      const { count } = await bring(state.run);
      return { isIndexed, answeredAt, isAnswered: count > 0 };
    },

    async wentOn(state) {
      if (state.run.deadLetters.size > 0) {
        await warned("Its dead letters are watched by nobody", async () => [await index?.putIn(state.run, undefined)]);
      } else {
        await warned("The run stays in the index", async () => {
          await index?.takeOut();
          return [];
        });
      }
      if (asksPeople) await warned("An issue stays open", () => closeApprovals(github, state.run));
    },
  };

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
