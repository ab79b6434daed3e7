import { mermaidOf } from "../../report/mermaid.ts";
import { neutralise } from "../../github/neutralise.ts";
import { shorten } from "../../report/label.ts";
import type { Incident } from "../incident/incident.ts";
import { incidentId, messageId } from "../message-id.ts";
import type { Message } from "../message.ts";
import { contentOf } from "./content.ts";
import type { IncidentMessage } from "./incident-schema.ts";
import { webAddress } from "./links.ts";
import { isMention } from "./mentions.ts";

/** A message as programs read it. `sentAt` is in milliseconds since the epoch. */
export function incidentMessage(message: Message, sentAt: number): IncidentMessage {
  const { change, incident, repository, runbookUrl, mentions, lasted } = message;
  const runbook = runbookUrl === undefined ? undefined : webAddress(runbookUrl);
  const recovery = incident.closed?.by === "recovery" ? incident.closed : undefined;
  return {
    version: 1,
    id: messageId(message),
    change,
    sentAt: timeOf(sentAt),
    repository,
    incident: {
      id: incidentId(message),
      key: neutralise(incident.key),
      number: incident.number,
      status: incident.status,
      title: neutralise(incident.title),
      severity: incident.severity,
      count: incident.count,
      firstSeen: sightingOf(incident.firstSeen),
      lastSeen: sightingOf(incident.lastSeen),
      ...(recovery && { recovered: sightingOf(recovery) }),
      ...(lasted !== undefined && { lastedMilliseconds: Math.max(0, Math.round(lasted)) }),
    },
    ...failureOf(message),
    ...(runbook !== undefined && { runbookUrl: runbook }),
    mentions: mentions.filter(isMention),
  };
}

function failureOf(message: Message): Pick<IncidentMessage, "failure"> {
  if (message.failure === undefined) return {};
  const { reason, automation, step, attempt, exitCode, classification, graph } = message.failure;
  const { output, undone, waysOn } = contentOf(message);
  const diagram = graph && mermaidOf(graph);
  return {
    failure: {
      reason: shorten(reason, 400),
      ...(automation !== undefined && { automation: shorten(automation, 120) }),
      ...(step !== undefined && { step: shorten(step, 120) }),
      ...(attempt !== undefined && { attempt }),
      ...(exitCode !== undefined && { exitCode }),
      ...(classification && { classification: { kind: classification.kind, rule: shorten(classification.rule, 120) } }),
      ...(output !== undefined && { output }),
      undone: [...undone],
      waysOn: [...waysOn],
      ...(diagram !== undefined && { diagram }),
    },
  };
}

function sightingOf({ at, run }: Incident["firstSeen"]): IncidentMessage["incident"]["firstSeen"] {
  const { sequence, url = "", ...names } = run;
  const [id, attempt] = sequence;
  const page = webAddress(url);
  const told = Object.entries(names).map(([name, text]) => [name, neutralise(text ?? "")]);
  return {
    at: timeOf(at),
    run: { id, attempt, ...(page !== undefined && { url: page }), ...Object.fromEntries(told) },
  };
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
