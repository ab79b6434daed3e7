/** The JSON of a webhook, as `schemas/incident.schema.json` tells those who receive it. */
import { z } from "zod";
import { changes, severities } from "../incident/incident.ts";

const time = (what: string) => z.iso.datetime().describe(what);

const run = z.object({
  id: z.int().min(1).describe("The workflow run's id. Later runs have greater ones."),
  attempt: z.int().min(1).describe("The run's attempt, counted from 1."),
  url: z.string().optional().describe("The page of the run."),
  commit: z.string().optional().describe("The commit it ran on."),
  branch: z.string().optional().describe("The branch or tag it ran on."),
  workflow: z.string().optional().describe("The workflow's name."),
  job: z.string().optional().describe("The job's name."),
});

const sighting = z.object({
  at: time("When it was seen."),
  run: run.describe("The run it was seen in."),
});

const incident = z.object({
  id: z.string().describe("The incident's name: the same in all messages about it."),
  key: z.string().describe("What tells one problem from another. A key has one open incident at most."),
  number: z.int().min(1).describe("How many incidents its key has had, this one included."),
  status: z.enum(["open", "closed"]).describe("Whether the problem goes on."),
  title: z.string().describe("What people call it."),
  severity: z.enum(severities).describe("How much it matters."),
  count: z.int().min(1).describe("How many attempts of runs have failed."),
  firstSeen: sighting.describe("Its first failure."),
  lastSeen: sighting.describe("Its newest failure."),
  recovered: sighting.optional().describe("Its recovery."),
  lastedMilliseconds: z.int().min(0).optional().describe("How long it lasted; once it has recovered."),
});

const failure = z.object({
  reason: z.string().describe("Why it failed."),
  automation: z.string().optional().describe("The automation that failed."),
  step: z.string().optional().describe("The step that failed."),
  attempt: z.int().optional().describe("The last attempt of the step, counted from 1."),
  exitCode: z.int().optional().describe("The exit code of its command."),
  classification: z
    .object({
      kind: z.enum(["transient", "permanent", "unknown"]).describe("Whether trying again is likely to help."),
      rule: z.string().describe("The rule that says so."),
    })
    .optional()
    .describe("What kind of failure it is."),
  output: z.string().optional().describe("The last lines it said."),
  undone: z.array(z.string()).describe("What is still to be done."),
  waysOn: z.array(z.string()).describe("How a person has it go on, in sentences."),
  diagram: z.string().optional().describe("The run as a Mermaid diagram."),
});

/** The whole of a webhook's body. */
export const incidentMessageSchema = z.object({
  version: z.literal(1).describe("The version of this format. New keys may be added to it."),
  id: z.string().describe("The message's name: who has had it has had this message."),
  change: z.enum(changes).describe("What is new."),
  sentAt: time("When it was sent."),
  repository: z.string().describe("owner/name on GitHub."),
  incident: incident.describe("The incident as it stands."),
  failure: failure.optional().describe("What failed; where it is known."),
  runbookUrl: z.string().optional().describe("What people open first."),
  mentions: z.array(z.string()).describe("Who is to be called on."),
});

export type IncidentMessage = z.output<typeof incidentMessageSchema>;
