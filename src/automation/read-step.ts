import { checkKeys, noteMissingKind } from "./check-step-keys.ts";
import type { Completion, Items, Jump, OnFailure, StepDefinition, WaitStep } from "./definition.ts";
import { contextNames } from "./parse-expression.ts";
import { nameOfKey } from "./plain-key.ts";
import { readCommand, readEffect, type Surroundings } from "./read-command.ts";
import { readItems } from "./read-items.ts";
import { readWait } from "./read-wait.ts";
import { noteAtValue, readCondition, readTemplate, type Reading, type Vantage } from "./reading.ts";
import type { WrittenStep } from "./schema/step.ts";
import { kindOf } from "./schema/step-kinds.ts";
import type { ValuePath } from "./source.ts";

/** A step that was read, and where it stands. */
export interface PlacedStep {
  readonly definition: StepDefinition;
  readonly path: ValuePath;
  /** The steps of each branch, where it has some. */
  readonly branches: readonly (readonly PlacedStep[])[];
}

const withoutItem = contextNames.filter((name) => name !== "item");
const defaultInterval = 30_000;

// They stand in for what is not sound, so that the rest of the file can be checked: nobody is handed such a definition.
const noItems: Items = { kind: "list", items: [] };
const noWait: WaitStep["wait"] = { kind: "duration", duration: 0 };

/** The steps of a list, in order, as far as they can be made out; their faults are noted. */
export function readSteps(
  reading: Reading,
  path: ValuePath,
  steps: Readonly<Record<string, WrittenStep>>,
  around: Surroundings,
): PlacedStep[] {
  return Object.entries(steps).flatMap(([key, step]) => {
    const here = [...path, key];
    const branches = Object.entries(step.parallel ?? {}).map(
      ([branch, inner]) =>
        [nameOfKey(branch), readSteps(reading, [...here, "parallel", branch], inner, around)] as const,
    );
    const definition = readStep(reading, here, step, around, new Map(branches));
    return definition === undefined ? [] : { definition, path: here, branches: branches.map(([, list]) => list) };
  });
}

function readStep(
  reading: Reading,
  path: ValuePath,
  step: WrittenStep,
  around: Surroundings,
  branches: ReadonlyMap<string, readonly PlacedStep[]>,
): StepDefinition | undefined {
  const kind = kindOf(step);
  if (kind === undefined) {
    noteMissingKind(reading, path);
    return undefined;
  }
  checkKeys(reading, path, step, kind);
  const name = nameOfKey(String(path.at(-1)));
  const vantage = { contexts: withoutItem, step: name };
  const inItem = { contexts: contextNames, step: name };
  const placed = {
    name,
    at: reading.source.keyAt(path),
    description: step.description,
    if: step.if === undefined ? undefined : readCondition(reading, [...path, "if"], String(step.if), vantage),
    maxVisits: step["max-visits"],
  };
  const working = { ...placed, onSuccess: onSuccessOf(step), onFailure: onFailureOf(step) };
  const waiting = { ...working, timeout: step.timeout };
  const template = (key: "message" | "event" | "key", seen: Vantage = vantage) =>
    step[key] === undefined ? undefined : readTemplate(reading, [...path, key], step[key], seen);

  switch (kind.kind) {
    case "run": {
      if (step["on-exhausted"] === "dead-letter") {
        noteAtValue(reading, [...path, "on-exhausted"], "dead letters are for items of for-each; write fail or pause");
      }
      const onExhausted = step["on-exhausted"] === "pause" ? "pause" : "fail";
      const command = readCommand(reading, path, step, around, vantage);
      return { kind: "run", ...working, ...readEffect(reading, path, step, around, vantage), command, onExhausted };
    }
    case "for-each": {
      const command = readCommand(reading, path, step, around, inItem);
      const effect = readEffect(reading, path, step, around, inItem);
      const items = readItems(reading, [...path, "for-each"], step["for-each"]!, vantage) ?? noItems;
      const key = template("key", inItem) ?? { text: "", at: placed.at, parts: [] };
      if (key.text !== "" && key.parts.every((part) => typeof part === "string")) {
        const same = "is the same for every item; write what tells them apart, such as ${{ item.id }}";
        noteAtValue(reading, [...path, "key"], same);
      }
      const onExhausted = step["on-exhausted"] ?? "fail";
      return { kind: "for-each", ...working, ...effect, ...batchOf(step), command, items, key, onExhausted };
    }
    case "parallel": {
      const definitions = [...branches].map(([branch, steps]) => [branch, steps.map(definitionOf)] as const);
      return { kind: "parallel", ...working, ...batchOf(step), branches: new Map(definitions) };
    }
    case "wait": {
      const wait = readWait(reading, [...path, "wait"], step.wait!, vantage);
      return { kind: "wait", ...working, wait: wait ?? noWait };
    }
    case "approval": {
      const { approvers = [], approvals = 1, "prevent-self-review": preventSelfReview = false } = step;
      checkApprovers(reading, [...path, "approvers"], approvers);
      return { kind: "approval", ...waiting, message: template("message"), approvers, approvals, preventSelfReview };
    }
    case "event":
      return { kind: "event", ...waiting, event: template("event") };
    case "condition": {
      const own = { ...vantage, own: true };
      const until = step.until === undefined ? undefined : readCondition(reading, [...path, "until"], step.until, own);
      const command = readCommand(reading, path, step, around, vantage);
      return { kind: "condition", ...waiting, command, until, interval: step.interval ?? defaultInterval };
    }
    case "goto":
      return { kind: "goto", ...placed, step: step.goto! };
    case "end":
      return { kind: "end", ...placed, status: step.end! };
  }
}

function definitionOf({ definition }: PlacedStep): StepDefinition {
  return definition;
}

/** A user of GitHub, also of an organisation that manages its own (`ada_acme`), or a team. */
const approverName = /^[\w-]{1,39}(\/[\w-]{1,100})?$/;

function checkApprovers(reading: Reading, path: ValuePath, approvers: readonly string[]): void {
  for (const [index, approver] of approvers.entries()) {
    if (approverName.test(approver)) continue;
    const message = `"${approver}" names nobody; write a user such as octocat, or a team as organisation/team`;
    noteAtValue(reading, [...path, index], message);
  }
}

function onSuccessOf(step: WrittenStep): Jump | undefined {
  if (step.end !== undefined) return { kind: "end", status: step.end };
  return step.next === undefined ? undefined : { kind: "goto", step: step.next };
}

function onFailureOf({ "on-failure": written = "fail" }: WrittenStep): OnFailure {
  if (typeof written === "string") return { kind: written };
  return "goto" in written ? { kind: "goto", step: written.goto } : { kind: "end", status: written.end };
}

function batchOf(step: WrittenStep): { maxConcurrency: number | undefined; completion: Completion } {
  return {
    maxConcurrency: step["max-concurrency"],
    completion: {
      minSuccessful: step["min-successful"],
      toleratedFailureCount: step["tolerated-failure-count"],
      toleratedFailurePercentage: step["tolerated-failure-percentage"],
    },
  };
}
