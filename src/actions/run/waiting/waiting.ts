/** What a job does for its run that waits: it brings the answers, tells whoever resumes runs, and has people asked. */
import { statusOf } from "../../../github/failure.ts";
import type { LaneState } from "../../../journal/fold.ts";
import { unansweredIn } from "../../../report/run-view.ts";
import type { Reach } from "../../../report/ways-on.ts";
import { bringAnswers, bringEnvironmentApproval } from "./bring-answers.ts";
import { askForApprovals, closeApprovals, type AskedPeople } from "./approvals.ts";
import type { GithubAround } from "./around.ts";
import { indexed, type Suspended } from "./in-index.ts";

export interface Waiting {
  /** Before the run goes on: brings what was answered meanwhile. */
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

/** Nothing of this makes a run fail: what GitHub refuses is a warning, since a person can still re-run the job. */
export function waitingOn(github: GithubAround): Waiting {
  const { runner, inputs } = github.job;
  const asksPeople = inputs.approvals === "issue";
  let index = indexed(github, false);

  return {
    begin: (state) =>
      warned(unread, async () => {
        const { suspended, deadLetters } = state.run;
        index = indexed(github, suspended !== undefined || deadLetters.size > 0);
        if (unansweredIn(state.run).length === 0) return [];
        const { faults } = await bringAnswers(github, state);
        const { environment } = inputs;
        if (environment === undefined) return faults;
        return [...faults, ...(await bringEnvironmentApproval(github, environment, state)).faults];
      }),

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
      let isAnswered = false;
      await warned(unread, async () => {
        const { count, faults } = await bringAnswers(github, state);
        isAnswered = count > 0;
        return faults;
      });
      return { isIndexed, answeredAt, isAnswered };
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
