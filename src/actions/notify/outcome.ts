import type { Inputs, Status } from "./inputs.ts";

/** What there is to tell of: `neither` opens nothing and closes nothing. */
export type JobOutcome =
  | { readonly kind: "failed"; /** Jobs that are needed and failed. */ readonly jobs: readonly string[] }
  | { readonly kind: "succeeded" }
  | { readonly kind: "neither"; readonly status: Status };

/** The worst comes first: of several jobs, it is how they stand together. */
const kinds: readonly (readonly [JobOutcome["kind"], readonly Status[]])[] = [
  ["failed", ["failure", "failed", "paused"]],
  ["neither", ["cancelled", "suspended"]],
  ["succeeded", ["success", "completed"]],
  ["neither", ["skipped"]],
];

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
      return { kind, jobs: jobs.filter((job) => isWorst(job.status)).map(({ job }) => job) };
    case "succeeded":
      return { kind };
    case "neither":
      return { kind, status: all.find(isWorst) ?? "skipped" };
  }

  function seen(one: Status): Status {
    return one === "cancelled" && onCancelled === "failure" ? "failure" : one;
  }
}
