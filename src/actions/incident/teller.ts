/** Makes outcomes known as an action's inputs say, and says in the job whom that did not reach. */
import { join } from "node:path";
import { requireContext, type RunnerContext } from "../../github/context.ts";
import type { RunnerCommands } from "../../github/runner.ts";
import type { Delivered } from "../../notify/channels/channel.ts";
import type { Change } from "../../notify/incident/incident.ts";
import type { Outcome } from "../../notify/incident/observation.ts";
import { directoryLedger } from "../../notify/ledger/directory.ts";
import { reportIncident, type IncidentReport, type Reported, type Told } from "../../notify/report-incident.ts";
import type { World } from "../../world.ts";
import { jobFolder } from "../lane/open.ts";
import { openChannels } from "./channels.ts";
import type { IncidentInputs } from "./inputs.ts";
import { openLedger } from "./ledger.ts";

export interface Teller {
  /** Names of the channels to issues. */
  readonly issueChannels: readonly string[];
  /** Throws nothing that is the ledger's or a channel's. */
  tell(key: string, outcome: Outcome): Promise<Reported>;
}

/**
 * Opens channels and ledger; throws where the inputs name no ledger that can be. `redact` takes secrets out of what is said. What did not reach
 * people is a warning, or with `fail-on-error` makes the step fail.
 */
export async function openTeller(
  world: World,
  runner: RunnerCommands,
  context: RunnerContext,
  inputs: IncidentInputs,
  redact: (text: string) => string,
): Promise<Teller> {
  const { repository, workspace } = requireContext(context, "repository", "workspace");
  const { "job-total": peers = 1 } = inputs;
  const octokit = await connect();
  const mask = (secret: string) => runner.mask(secret);
  const channels = await openChannels(world, inputs, { repository, workspace, octokit, mask });
  const onDenied = (reason: string) => runner.info(redact(`What people are told is kept in an issue: ${reason}.`));
  const ledger = openLedger(world, inputs, { repository, octokit, onDenied });
  if (channels.configurationFault !== undefined) say(`The configuration is left aside: ${channels.configurationFault}`);
  for (const [name, reason] of channels.faults) sayUnreached(name, reason);

  return {
    issueChannels: channels.toIssues,
    async tell(key, outcome) {
      const report: IncidentReport = {
        key,
        outcome,
        ledger,
        channels: channels.all,
        repository: `${repository.owner}/${repository.name}`,
        mentions: inputs.mentions ?? [],
        peers,
        ...(inputs["runbook-url"] !== undefined && { runbookUrl: inputs["runbook-url"] }),
        ...(inputs["renotify-after"] !== undefined && { renotifyAfter: inputs["renotify-after"] }),
      };
      const reported = await remembering(report);
      reported.told.forEach(sayTold);
      if (outcome.kind === "succeeded") sayLeftOpen(reported);
      return reported;
    },
  };

  async function connect() {
    if (inputs.token === undefined) return undefined;
    const { createOctokit } = await import("../../github/octokit.ts");
    return createOctokit(world, context, { token: inputs.token });
  }

  /** Where nobody knows what people were told of a failure, they are told all the same: twice is better than never. */
  async function remembering(report: IncidentReport): Promise<Reported> {
    const reported = await reportIncident(world, report);
    if (reported.trouble === undefined) return reported;
    say(`What people were told of the incident is not known, or not kept: ${reported.trouble}.`);
    if (reported.told.length > 0 || report.outcome.kind !== "failed") return reported;
    const forgotten = directoryLedger(world, join(jobFolder(context), "incidents"));
    return reportIncident(world, { ...report, ledger: forgotten, peers: 1 });
  }

  function sayTold({ change, incident, delivered }: Told): void {
    const reached = [...delivered].filter(([, { kind }]) => kind === "delivered").map(([name]) => name);
    const by = reached.length === 0 ? "nobody was told" : `told by ${reached.join(", ")}`;
    runner.info(redact(`Incident "${incident.title}" ${happened[change]}: ${by}.`));
    for (const [name, outcome] of delivered) {
      if (outcome.kind !== "delivered" && !channels.faults.has(name)) sayUnreached(name, reasonOf(outcome));
    }
  }

  /** What a success leaves open is for the others of its matrix to decide, and none of them can know of all. */
  function sayLeftOpen({ incidents }: Reported): void {
    if (peers === 1) return;
    for (const { title } of incidents.filter(({ status }) => status === "open")) {
      runner.info(
        redact(
          `Incident "${title}" stays open: this is one of ${peers} jobs of a matrix, and says nothing of the others. To have it ` +
            "closed, notify in one job that needs them, with the input needs; or give each an incident-key of its own, with job-total: 1.",
        ),
      );
    }
  }

  function sayUnreached(channel: string, reason: string): void {
    say(`Nobody is told by channel ${channel}: ${reason}.`);
  }

  function say(text: string): void {
    const annotation = { title: "Not everybody was told" };
    if (inputs["fail-on-error"]) runner.setFailed(redact(text), annotation);
    else runner.warning(redact(text), annotation);
  }
}

const happened: Readonly<Record<Change, string>> = {
  opened: "is open",
  updated: "goes on",
  reminded: "still goes on",
  recovered: "is over",
};

function reasonOf(outcome: Exclude<Delivered, { kind: "delivered" }>): string {
  return outcome.kind === "unknown"
    ? `it may have taken the message, and nobody knows (${outcome.reason})`
    : outcome.reason;
}
