/** What `holdfast verify` tells a person: the worst first, and what to do about it. */
import { namesOf } from "../../durable/engine/path.ts";
import type { TrialEnd } from "../../durable/verify/trial.ts";
import type { StepVerdict } from "../../durable/verify/verdict.ts";
import type { VerifyReport } from "../../durable/verify/verify-automation.ts";
import { neutraliseLine } from "../../github/neutralise.ts";
import type { Paint, Tone } from "../terminal.ts";
import { wrap } from "../progress/width.ts";
import { isProof } from "./verify-verdict.ts";
import { table } from "../show/table.ts";

const tones: Readonly<Record<StepVerdict["verdict"], Tone>> = {
  lost: "bad",
  repeated: "warn",
  unknown: "warn",
  once: "good",
  none: "faint",
};
/** Of ends that differ, and of steps without a fake: more tell no more. */
const most = 10;

export function verifyText(report: VerifyReport, paint: Paint, width = 120): string {
  const { automation, end, points, steps } = report;
  const say = (text: string, indent?: string) => wrap(text, width, indent);
  const lines = [
    ...say(
      `${paint("strong", neutraliseLine(automation))} was killed at ${points.tried} of ${points.all} points. Without a crash ` +
        `it ends as ${endText(end)}.`,
    ),
    ...say(
      `It went on to the same end ${times(points.same)}, stopped for a person ${times(points.stopped)}, and came to another ` +
        `end ${times(points.different.length)}.`,
    ),
    ...(isProof(report) ? [] : ["", ...say(`${paint("bad", "Nothing was proved")}: ${whyNothing(report)}.`)]),
    ...(steps.length === 0
      ? []
      : ["", ...table(["effect", "step", "semantics", ""], steps.map(cellsOf), width, paint)]),
  ];
  for (const { point, end: other } of points.different.slice(0, most)) {
    lines.push(
      "",
      ...say(`${paint("bad", "another end")}  killed ${neutraliseLine(point)}: ends as ${endText(other)}`),
    );
  }
  for (const [advice, of] of Map.groupBy(steps, adviceOn)) {
    if (advice !== undefined) lines.push("", ...say(`${of.map(nameOf).join(", ")}:`), ...say(advice, "  "));
  }
  return `${[...lines, ...fakesLines(report, say)].join("\n")}\n`;
}

function whyNothing({ points, steps }: VerifyReport): string {
  if (points.tried === 0) return "it was killed nowhere";
  return steps.length === 0 ? "no step of it was come to" : "no step of it had an effect that a crash could harm";
}

/** What has no fake, and how one is given. */
function fakesLines({ unfaked, end }: VerifyReport, say: (text: string) => string[]): string[] {
  const [first] = unfaked;
  if (first === undefined) return [];
  const names = unfaked.slice(0, most).map(neutraliseLine).join(", ");
  const more = unfaked.length > most ? ` and ${unfaked.length - most} more` : "";
  const example = JSON.stringify({ [neutraliseLine(first)]: { id: "1" } });
  const early = end.status === "completed" ? "" : " What comes after where it ended was not tried.";
  return [
    "",
    ...say(`Nothing says what these give, so they gave null: ${names}${more}.${early}`),
    ...say(`Say so in a file, such as ${example}, and name it with --fakes: a command gives outputs by their names.`),
  ];
}

/** What would make a crash do no harm; undefined where it does none. */
function adviceOn({ verdict, semantics, sameKey }: StepVerdict): string | undefined {
  switch (verdict) {
    case "once":
    case "none":
      return undefined;
    case "lost":
      return "its effect can be missing from a run that ended well: what is done in it must be done in a step";
    case "unknown":
      return "after a crash a person has to look; give it `unless`, which tells whether it has happened, to spare them";
    case "repeated":
      if (!sameKey)
        return "it can happen again under another idempotency key: give its name and its place a fixed order";
      return semantics === "at-least-once"
        ? "it can happen again: hand its idempotency key to what it calls, give it `unless`, or make it at-most-once"
        : "it can happen again although it is at-most-once: look at what starts it";
  }
}

function cellsOf(step: StepVerdict) {
  return [
    { text: step.verdict, tone: tones[step.verdict] },
    { text: step.count === 1 ? nameOf(step) : `${nameOf(step)} (${step.count})` },
    { text: step.semantics },
    { text: effectText(step) },
  ];
}

function nameOf({ step }: StepVerdict): string {
  return neutraliseLine(namesOf(step).join("/"));
}

function effectText({ verdict, most: often, lostAt, repeatedAt, unknownAt, sameKey }: StepVerdict): string {
  const parts = [
    lostAt > 0 && `did not happen at ${pointsText(lostAt)}`,
    repeatedAt > 0 &&
      `happened ${often} times at ${pointsText(repeatedAt)}, ${sameKey ? "with the same idempotency key" : "with different keys"}`,
    unknownAt > 0 && `is not known at ${pointsText(unknownAt)}: it stopped`,
  ].filter((part) => part !== false);
  if (verdict === "none") return "did not happen: what is declared for it fails";
  return parts.join("; ") || "once, wherever it was killed";
}

function pointsText(count: number): string {
  return count === 1 ? "1 point" : `${count} points`;
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

function endText(end: TrialEnd): string {
  switch (end.status) {
    case "failed":
    case "paused":
      return `${end.status} (${neutraliseLine(end.failure.message)})`;
    case "broken":
      return `broken (${neutraliseLine(end.message)})`;
    default:
      return end.status;
  }
}
