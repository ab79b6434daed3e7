/** What the expressions of the templates, and of the action that is made of others, come to, as GitHub evaluates them. */
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { parseInputs } from "../../src/actions/inputs/parse.ts";
import { schema as notifySchema } from "../../src/actions/notify/inputs.ts";
import { outcomeOf } from "../../src/actions/notify/outcome.ts";
import { schema } from "../../src/actions/run/inputs.ts";
import { decide } from "../../src/notify/incident/decide.ts";
import { emptyEntry, type Entry } from "../../src/notify/incident/entry.ts";
import { failed, succeeded } from "../notify/incident/scene.ts";

const notifying = ["durable-automation", "scheduled", "event-driven", "deploy"];

const Template = z.object({
  on: z.looseObject({
    workflow_dispatch: z
      .object({ inputs: z.record(z.string(), z.object({ default: z.unknown().optional() })) })
      .nullish(),
  }),
  concurrency: z.object({ group: z.string() }),
  jobs: z.record(
    z.string(),
    z.object({
      if: z.string().optional(),
      steps: z.array(z.object({ uses: z.string().optional(), with: z.unknown().optional() })),
    }),
  ),
});

function templateNamed(name: string) {
  return Template.parse(parse(readFileSync(`workflows-templates/${name}.yml`, "utf8")));
}

const Composite = z.object({
  runs: z.object({
    steps: z.array(z.object({ id: z.string().optional(), with: z.record(z.string(), z.string()).optional() })),
  }),
});

function notifyStepOf(name: string) {
  const steps = templateNamed(name).jobs["notify"]?.steps ?? [];
  return steps.find(({ uses }) => uses?.includes("/actions/notify@")) ?? {};
}

function statusFunction(name: string, value: boolean) {
  return [name, { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) }] as const;
}

/** What a text with expressions in it comes to. */
function valueOf(written: string, contexts: object, isCancelled = false): string {
  const known = new Map([statusFunction("always", true), statusFunction("cancelled", isCancelled)]);
  return written.replace(/\$\{\{(.*?)\}\}/g, (_, source: string) => {
    const { tokens } = new Lexer(source.trim()).lex();
    const tree = new Parser(tokens, Object.keys(contexts), [...known.values()]).parse();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object is read back as a dictionary
    const seen = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
    return new Evaluator(tree, seen, known).evaluate().coerceString();
  });
}

function labelled(name: string) {
  return { inputs: {}, github: { event_name: "issues", event: { issue: { number: 7 }, label: { name } } } };
}

function sent(id: string) {
  return { inputs: {}, github: { event_name: "repository_dispatch", event: { client_payload: { id } } } };
}

describe("event-driven", () => {
  const { group } = templateNamed("event-driven").concurrency;

  it("has labels that are set at once wait for nothing: of runs that wait in a group GitHub keeps one", () => {
    expect(valueOf(group, labelled("run"))).not.toBe(valueOf(group, labelled("bug")));
    expect(valueOf(group, labelled("run"))).toBe(valueOf(group, labelled("run")));
  });

  it("has one run of an event at a time, whatever it is", () => {
    expect(valueOf(group, sent("order-4711"))).toBe(valueOf(group, sent("order-4711")));
    expect(valueOf(group, sent("order-4711"))).not.toBe(valueOf(group, sent("order-4712")));
  });
});

describe("durable-automation", () => {
  const { on, jobs } = templateNamed("durable-automation");
  const declared = on.workflow_dispatch?.inputs ?? {};

  it("started with a key and an automation, as actions/resume does, goes on with what the run has recorded", () => {
    const inputs = {
      ...Object.fromEntries(Object.entries(declared).map(([name, { default: value }]) => [name, value])),
      key: "release-1.4.0",
      automation: "automations/release.yml",
    };
    const run = jobs["run"]?.steps.find(({ uses }) => uses?.includes("/actions/run@"));
    const written = z.record(z.string(), z.string()).parse(run?.with);
    const given = Object.entries(written).map(([name, value]) => [name, valueOf(value, { inputs, vars: {} })]);
    const parsed = parseInputs(schema, Object.fromEntries(given));
    expect(parsed).toMatchObject({ key: "release-1.4.0", automation: "automations/release.yml" });
    expect(parsed.inputs).toBeUndefined();
  });
});

describe("the incident of durable-automation", () => {
  const { "incident-key": written } = z
    .looseObject({ "incident-key": z.string() })
    .parse(notifyStepOf("durable-automation").with);

  /** What people are told of outcomes, each of a run with this key and number. */
  function toldOf(
    outcomes: readonly (readonly [outcome: typeof failed, key: string, run: number, attempt?: number])[],
  ) {
    const entries = new Map<string, Entry>();
    return outcomes.map(([outcome, key, run, attempt]) => {
      const incident = valueOf(written, { inputs: { automation: "automations/orders.yml", key } });
      const decision = decide(entries.get(incident) ?? emptyEntry(incident), outcome(run, attempt));
      entries.set(incident, decision.entry);
      return [...decision.told.values()].join();
    });
  }

  it("is the automation's, and recovers with its next run, where runs have no keys of their own", () => {
    expect(
      toldOf([
        [failed, "", 1],
        [failed, "", 2],
        [succeeded, "", 3],
      ]),
    ).toEqual(["opened", "updated", "recovered"]);
  });

  it("is a run's with its key, which may have waited and fail after later ones have succeeded", () => {
    const nights = [
      [failed, "monday", 1],
      [succeeded, "monday", 1, 2],
      [succeeded, "tuesday", 2],
    ] as const;
    const resumed = [
      [failed, "monday", 1, 3],
      [succeeded, "monday", 7],
    ] as const;
    expect(toldOf([...nights, ...resumed])).toEqual(["opened", "recovered", "", "opened", "recovered"]);
  });
});

describe("deploy", () => {
  const condition = templateNamed("deploy").jobs["rollback"]?.if ?? "";

  it.each([
    ["success", "failure", "true"],
    ["success", "cancelled", "true"],
    ["success", "success", "false"],
    ["success", "skipped", "false"],
    ["failure", "skipped", "false"],
    ["cancelled", "skipped", "false"],
  ])("with staging %s and production %s rolls staging back: %s", (staging, production, expected) => {
    const needs = { staging: { result: staging }, production: { result: production } };
    // Whether a run counts as cancelled in which a job ran out of time is not documented.
    for (const isCancelled of [false, true])
      expect(valueOf(`\${{ ${condition} }}`, { needs }, isCancelled)).toBe(expected);
  });
});

describe("what actions/durable-run tells people of", () => {
  const action = Composite.parse(parse(readFileSync("actions/durable-run/action.yml", "utf8")));
  const status = action.runs.steps.find(({ id }) => id === "notify")?.with?.["status"] ?? "";

  it.each([
    ["completed", "success", "completed"],
    ["suspended", "success", "suspended"],
    // It could not be saved, and nobody has it go on.
    ["suspended", "failure", "failure"],
    ["failed", "failure", "failed"],
    ["paused", "failure", "paused"],
    ["cancelled", "failure", "cancelled"],
    ["", "cancelled", "cancelled"],
    ["", "skipped", "skipped"],
  ])("is of a run that is %j in a step that ended as %s: %s", (written, outcome, told) => {
    expect(valueOf(status, { steps: { run: { outputs: { status: written }, outcome } } })).toBe(told);
  });
});

it.each(notifying)("%s tells of a job that is red though its run is suspended, for it could not be saved", (name) => {
  const { with: written } = notifyStepOf(name);
  const { status } = z.looseObject({ status: z.string() }).parse(written);
  const needed = { result: "failure" as const, outputs: { status: "suspended" } };
  const needs = { run: needed, staging: needed };
  expect(
    outcomeOf(parseInputs(notifySchema, { needs: JSON.stringify(needs), status: valueOf(status, { needs }) })).kind,
  ).toBe("failed");
});

it.each(notifying)("%s tells of a job that ran out of its time, which GitHub cancels", (name) => {
  expect(notifyStepOf(name).with).toMatchObject({ "on-cancelled": "failure" });
});
