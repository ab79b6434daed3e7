import type { Inputs, Status } from "./inputs.ts";

/** What there is to tell of: `neither` opens nothing and closes nothing. */
export type JobOutcome =
  | { readonly kind: "failed"; readonly needed: NeededJobs }
  | { readonly kind: "succeeded" }
  | { readonly kind: "neither"; readonly status: Status };

/** The names of jobs that this one needs; none where it tells of itself. */
export interface NeededJobs {
  readonly failed: readonly string[];
  readonly others: readonly string[];
}

const failures: readonly Status[] = ["failure", "failed", "paused"];

/** The worst comes first: of several jobs, it is how they stand together. */
const kinds: readonly (readonly [JobOutcome["kind"], readonly Status[]])[] = [
  ["failed", failures],
  ["neither", ["cancelled", "suspended"]],
  ["succeeded", ["success", "completed"]],
  ["neither", ["skipped"]],
];

/** Whether something failed by itself, so that the workflow run ends as failed: who looks after runs sees no other. */
export function isRed({ status = "success", needs }: Pick<Inputs, "status" | "needs">): boolean {
  return [status, ...Object.values(needs ?? {}).map(({ result }) => result)].some((one) => failures.includes(one));
}

/** How the job stands, or those that it needs: where these are given, its own status is one more of them. */
export function outcomeOf({ status = "success", needs, "on-cancelled": onCancelled }: Inputs): JobOutcome {
  const jobs = Object.entries(needs ?? {}).map(([job, { result }]) => ({ job, status: seen(result) }));
  // A job that only tells of others is a success as long as it does.
  const isOwnTold = jobs.length === 0 || jobs.some((job) => job.status !== "skipped");
  const all = [...jobs.map((job) => job.status), ...(isOwnTold ? [seen(status)] : [])];
  const [kind, worst] = kinds.find(([, statuses]) => all.some((one) => statuses.includes(one))) ?? kinds[3]!;
  const isWorst = (one: Status) => worst.includes(one);
  switch (kind) {
    case "failed":
      return { kind, needed: { failed: named(isWorst), others: named((one) => !isWorst(one)) } };
    case "succeeded":
      return { kind };
    case "neither":
      return { kind, status: all.find(isWorst) ?? "skipped" };
  }

  function named(choose: (one: Status) => boolean): string[] {
    return jobs.filter((job) => choose(job.status)).map(({ job }) => job);
  }

  function seen(one: Status): Status {
    return one === "cancelled" && onCancelled === "failure" ? "failure" : one;
  }
}
