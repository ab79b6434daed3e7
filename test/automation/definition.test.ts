import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readDefinition } from "../../src/automation/read-definition.ts";
import { faultsOf, warningsOf, withSteps } from "./faults.ts";
import { casesOf } from "../cases.ts";

const text = `
automation: import-orders
version: 3
key: orders-\${{ inputs.date }}
inputs:
  date: { type: string, pattern: '^\\d{4}-\\d{2}-\\d{2}$', required: true }
env: { REGION: eu }
shell: bash
steps:
  fetch:
    run: ./fetch.sh
    env: { DATE: '\${{ inputs.date }}', TRIES: 3 }
    retry: standard
    timeout: 5m
    circuit: orders-api
  import:
    for-each: \${{ fromJSON(steps.fetch.outputs.orders) }}
    key: \${{ item.id }}
    max-concurrency: 8
    tolerated-failure-percentage: 5
    run: ./import-one.sh
    env: { ORDER: '\${{ toJSON(item) }}' }
    retry: { max-attempts: 3, retry-on: [75, timeout] }
    on-exhausted: dead-letter
  approve:
    wait-for: approval
    timeout: 2d
  publish:
    run: ./publish.sh
    compensate: ./unpublish.sh
    on-failure: { goto: rollback }
  rollback:
    if: failure()
    run: ./rollback.sh
    end: failed
outputs: { orders: '\${{ steps.fetch.outputs.orders }}' }
notify: { on: [failed, paused, recovered] }
`;

test("a definition has its names resolved and its durations in milliseconds", () => {
  const { definition, warnings } = readDefinition(text, "orders.yml");
  const [fetch, each, approve, publish, rollback] = definition.steps;
  expect(warnings).toEqual([]);
  expect(definition).toMatchObject({
    name: "import-orders",
    version: 3,
    at: { file: "orders.yml", line: 2, column: 1 },
  });
  expect(definition.notify).toEqual({ on: ["failed", "paused", "recovered"], channels: [] });
  expect(fetch).toMatchObject({
    kind: "run",
    at: { line: 10, column: 3 },
    timeout: 300_000,
    circuit: "orders-api",
    retry: { maxAttempts: 5, backoff: { maxDelay: 60_000 } },
    semantics: "at-least-once",
    onFailure: { kind: "fail" },
    command: { script: "./fetch.sh", scriptAt: { line: 11, column: 10 }, shell: "bash" },
  });
  expect(fetch?.kind === "run" && fetch.command.env.get("TRIES")?.text).toBe("3");
  expect(each).toMatchObject({
    kind: "for-each",
    items: { kind: "expression", list: { at: { line: 17, column: 15 } } },
    completion: { toleratedFailurePercentage: 5 },
    maxConcurrency: 8,
    onExhausted: "dead-letter",
    retry: { maxAttempts: 3, retryOn: [{ text: "75" }, { text: "timeout" }] },
  });
  expect(approve).toMatchObject({ kind: "approval", timeout: 172_800_000, approvals: 1, approvers: [] });
  expect(publish).toMatchObject({ compensate: "./unpublish.sh", onFailure: { kind: "goto", step: "rollback" } });
  expect(rollback).toMatchObject({ onSuccess: { kind: "end", status: "failed" }, if: { source: "failure()" } });
});

test("steps keep the order in which they are written, whatever they are called", () => {
  const names = ["b", "10", "2", "__proto__", "constructor", "a b/ü", "true", "toString"];
  const { definition } = readDefinition(withSteps(...names.map((name) => `${name}: { run: x }`)), "file");
  expect(definition.steps.map(({ name }) => name)).toEqual(names);
});

test("items keep their keys as they are written", () => {
  const lines = "a: { for-each: [{ 2: a, __proto__: b }], key: '${{ item.id }}', run: x }";
  const { definition } = readDefinition(withSteps(lines), "file");
  const [step] = definition.steps;
  const items = step?.kind === "for-each" && step.items.kind === "list" ? step.items.items : [];
  expect(JSON.stringify(items)).toBe('[{"2":"a","__proto__":"b"}]');
});

test.each<[what: string, ...lines: string[]]>([
  [
    "a bound on the step that is led back to",
    "a: { run: x, max-visits: 3 }",
    "b: { if: steps.a.outputs.more, goto: a }",
  ],
  ["a bound on the step that leads back", "a: { run: x }", "b: { if: steps.a.outputs.more, goto: a, max-visits: 3 }"],
  [
    "a way on after a failure",
    "a: { run: x, on-failure: { goto: c } }",
    "b: { run: x, end: succeeded }",
    "c: { run: x, next: b }",
  ],
  [
    "a step that looks at the round before",
    "a: { run: x, if: '!steps.b.outputs.x' }",
    "b: { run: x }",
    "c: { goto: a, max-visits: 3 }",
  ],
  ["a look at its own outputs", "a: { wait-for: condition, run: x, until: steps.a.outputs.x == '1', timeout: 1h }"],
  [
    "a step in a branch that looks out",
    "a: { run: x }",
    "p: { parallel: { l: { b: { run: x, if: steps.a.outputs.x } } } }",
    "c: { run: x, if: steps.b.outputs.x }",
  ],
  ["a wait of a length that is worked out", "a: { wait: '${{ inputs.pause }}' }"],
])("%s is sound", (_what, ...lines) => {
  expect(warningsOf(`inputs: { pause: {} }\n${withSteps(...lines)}`)).toEqual([]);
});

test.each<[what: string, warning: string, ...lines: string[]]>([
  ["a step after an end", "4:3: steps.b never runs", "a: { run: x, end: succeeded }", "b: { run: x }"],
  ["a step that is jumped over", "4:3: steps.b never runs", "a: { run: x, next: c }", "b: { run: x }", "c: { run: x }"],
  [
    "a mending step without a failure",
    "4:3: steps.b never runs",
    "a: { run: x, end: failed, on-failure: { end: failed } }",
    "b: { run: x, if: failure() }",
  ],
])("of %s its author is warned", (_what, warning, ...lines) => {
  expect(warningsOf(withSteps(...lines))).toEqual([expect.stringContaining(warning)]);
});

test("whatever stands in a file, its faults are told, and nothing else is thrown", () => {
  const words = [
    "automation",
    "steps",
    "run",
    "for-each",
    "key",
    "goto",
    "${{",
    "}}",
    "inputs.a",
    "&a",
    "*a",
    "? ",
    "- ",
    ": ",
    "\n",
    "\n  ",
    "\n    ",
    "[",
    "]",
    "{",
    "}",
    "'",
    '"',
    "|",
    ">",
    "\t",
    "%YAML",
    "---",
    "!!x",
    "#",
    "5",
    "~",
    "\u0000",
    "__proto__",
  ];
  const nonsense = fc.array(fc.oneof(fc.constantFrom(...words), fc.string())).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), nonsense, fc.json()), (given) => {
      expect(() => faultsOf(given)).not.toThrow(); // it lets through all that is no list of faults
    }),
    { numRuns: casesOf(2_000) },
  );
});

test("every cut of a sound file has faults with a place in it, or is sound", () => {
  for (let end = 0; end < text.length; end += 13) {
    const lines = text.slice(0, end).split("\n");
    for (const fault of faultsOf(text.slice(0, end))) {
      const [, line, column] = /^(\d+):(\d+): /.exec(fault) ?? [];
      expect(Number(line)).toBeLessThanOrEqual(lines.length);
      expect(Number(column)).toBeLessThanOrEqual((lines[Number(line) - 1]?.length ?? 0) + 1);
    }
  }
});
