/** What is told of an incident, the same on each channel: foreign text without markup, in bounds. */
import { neutralise } from "../../github/neutralise.ts";
import { formatDuration } from "../../policy/duration.ts";
import { shorten } from "../../report/label.ts";
import { timeInWords } from "../../report/time-text.ts";
import type { Change, Severity } from "../incident/incident.ts";
import type { Message } from "../message.ts";
import { linksOf, type Link } from "./links.ts";

export interface Content {
  /** One line: what happened. */
  readonly headline: string;
  /** A sentence or two: how often, since when, for how long. */
  readonly story: string;
  readonly facts: readonly Fact[];
  /** The last lines of what failed; never blank. */
  readonly output: string | undefined;
  readonly undone: readonly string[];
  readonly waysOn: readonly string[];
  readonly links: readonly Link[];
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

const longest = { title: 120, name: 120, reason: 400, output: 20_000, way: 600 } as const;
const mostUndone = 20;
const mostWays = 5;

/** What a message says. */
export function contentOf(message: Message): Content {
  const { incident, failure, change } = message;
  return {
    headline: `${signOf(change, incident.severity)} ${cut(incident.title, longest.title)}${happened[change]}`,
    story: storyOf(message),
    facts: factsOf(message),
    output: outputOf(failure),
    undone: firstOf(failure?.undone ?? [], mostUndone, longest.name),
    waysOn: firstOf(failure?.waysOn ?? [], mostWays, longest.way),
    links: linksOf(message),
  };
}

/** What is left of it where a channel has no room for more: what happened, since when, and the first place to look at. */
export function briefly({ headline, story, links }: Content): Content {
  return { headline, story, facts: [], output: undefined, undone: [], waysOn: [], links: links.slice(0, 1) };
}

const happened: Readonly<Record<Change, string>> = {
  opened: "",
  updated: ": failed again",
  reminded: ": still failing",
  recovered: ": recovered",
};

const severitySigns: Readonly<Record<Severity, string>> = { critical: "🚨", error: "🔴", warning: "🟠", info: "🔵" };

function signOf(change: Change, severity: Severity): string {
  return change === "recovered" ? "✅" : change === "reminded" ? "🔔" : severitySigns[severity];
}

function storyOf({ change, incident, lasted }: Message): string {
  const { count, firstSeen, lastSeen } = incident;
  const first = timeInWords(firstSeen.at);
  if (change === "recovered") {
    const span = lasted === undefined ? "" : ` after ${formatDuration(Math.max(0, lasted))}`;
    const failed = count === 1 ? "Failed once" : `Failed ${count} times, the last time ${timeInWords(lastSeen.at)}`;
    return `Recovered${span}. ${failed}; first seen ${first}.`;
  }
  if (count === 1) return `Failed ${first}.`;
  return `Failed ${count} times since ${first}, the last time ${timeInWords(lastSeen.at)}.`;
}

function factsOf({ incident, failure, repository }: Message): Fact[] {
  const { run } = incident.lastSeen;
  const rule = failure?.classification;
  const all: readonly (readonly [name: string, value: string | number | undefined, longest?: number])[] = [
    ["Reason", failure?.reason, longest.reason],
    ["Automation", failure?.automation],
    ["Step", failure?.step],
    ["Attempt", failure?.attempt],
    ["Exit code", failure?.exitCode],
    ["Classification", rule && (rule.kind === "unknown" ? rule.kind : `${rule.kind} (${rule.rule})`)],
    ["Severity", incident.severity],
    ["Repository", repository],
    ["Workflow", run.workflow],
    ["Job", run.job],
    ["Branch", run.branch],
  ];
  return all.flatMap(([name, value, most = longest.name]) =>
    value === undefined || value === "" ? [] : [{ name, value: cut(String(value), most) }],
  );
}

function outputOf(failure: Message["failure"]): string | undefined {
  const output = lastPart(neutralise((failure?.output ?? "").slice(-2 * longest.output).toWellFormed()));
  return output.trim() === "" ? undefined : output;
}

function firstOf(texts: readonly string[], most: number, length: number): string[] {
  const shown = texts.slice(0, most).map((text) => cut(text, length));
  const left = texts.length - shown.length;
  return left > 0 ? [...shown, `… and ${left} more`] : shown;
}

/** On one line, at most `length` characters as people count them, and twice as many UTF-16 units. */
function cut(text: string, length: number): string {
  return shorten(text, length)
    .slice(0, 2 * length)
    .toWellFormed();
}

/** The end of lines, at most `most` characters of it, in whole lines where they are short enough. */
export function lastPart(lines: string, most: number = longest.output): string {
  const text = lines.trimEnd();
  if (text.length <= most) return text;
  const end = text.slice(1 - most);
  const start = end.indexOf("\n") + 1;
  return `…${(start < end.length / 2 ? end.slice(start) : end).toWellFormed()}`;
}
