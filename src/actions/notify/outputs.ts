import type { RunnerCommands } from "../../github/runner.ts";
import type { Delivered } from "../../notify/channels/channel.ts";
import type { Reported, Told } from "../../notify/report-incident.ts";

/** What is told where there is nothing to tell. */
export const nothingReported: Reported = { told: [], incidents: [] };

/** `issueChannels` are the names of those whose references are numbers of issues. */
export function setOutputs(
  runner: Pick<RunnerCommands, "setOutput">,
  { told, incidents }: Reported,
  issueChannels: readonly string[],
): void {
  // What others had left untold comes before what this job has to tell.
  const last = told.at(-1);
  const incident = last?.incident ?? incidents.find(({ status }) => status === "open");
  const references = issueChannels.map(
    (name) => referenceIn(last?.delivered.get(name)) ?? incident?.deliveries[name]?.reference,
  );
  runner.setOutput("incident", last?.change ?? "none");
  runner.setOutput("delivered", JSON.stringify(Object.fromEntries(worstOf(told))));
  runner.setOutput("issue", references.find((reference) => reference !== undefined) ?? "");
  runner.setOutput("count", String(incident?.count ?? 0));
}

function referenceIn(delivered: Delivered | undefined): string | undefined {
  return delivered?.kind === "delivered" ? delivered.reference : undefined;
}

const fromBest: readonly Delivered["kind"][] = ["delivered", "unknown", "failed"];

/** The worst that became of any message, by channel. */
function worstOf(told: readonly Told[]): ReadonlyMap<string, Delivered["kind"]> {
  const worst = new Map<string, Delivered["kind"]>();
  for (const { delivered } of told) {
    for (const [name, { kind }] of delivered) {
      const known = worst.get(name) ?? "delivered";
      worst.set(name, fromBest.indexOf(kind) > fromBest.indexOf(known) ? kind : known);
    }
  }
  return worst;
}
