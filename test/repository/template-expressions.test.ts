/** What the expressions of the templates come to, as GitHub evaluates them. */
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { parseInputs } from "../../src/actions/inputs/parse.ts";
import { schema } from "../../src/actions/run/inputs.ts";

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

it.each(notifying)("%s tells of a job that ran out of its time, which GitHub cancels", (name) => {
  const steps = templateNamed(name).jobs["notify"]?.steps ?? [];
  const notify = steps.find(({ uses }) => uses?.includes("/actions/notify@"));
  expect(notify?.with).toMatchObject({ "on-cancelled": "failure" });
});
