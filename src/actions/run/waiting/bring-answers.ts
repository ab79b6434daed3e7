/** What was answered on GitHub while a run waited: brought into its inbox, which its engine takes in. */
import { putInInbox } from "../../../durable/run/inbox.ts";
import { UserError } from "../../../policy/user-error.ts";
import { readable } from "../../../report/path-text.ts";
import type { Answers } from "./answers.ts";
import type { GithubAround } from "./around.ts";

export interface Brought {
  /** So many answers lie in the inbox. */
  readonly count: number;
  /** Why answers could not be looked for, or are none that a run takes. */
  readonly faults: readonly string[];
}

export async function bringAnswers({ job, folder }: GithubAround, found: readonly Answers[]): Promise<Brought> {
  const faults = found.flatMap((answers) => answers.faults);
  let count = 0;
  for (const [callback, answer] of found.flatMap(({ answers }) => answers)) {
    try {
      await putInInbox(job.world, folder, { kind: "answer", callback, ...answer });
      count += 1;
    } catch (error) {
      // One that no inbox takes, such as a signal that is nested too deep, keeps no other from the run.
      if (!(error instanceof UserError)) throw error;
      faults.push(`${readable(callback)}: ${error.message}`);
    }
  }
  return { count, faults };
}
