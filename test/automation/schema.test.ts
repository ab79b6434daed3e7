import { globSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import * as fc from "fast-check";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { readDefinition } from "../../src/automation/read-definition.ts";
import { asText, jsonSchemas } from "../../scripts/json-schemas.ts";
import { faultsOf } from "./faults.ts";
import { casesOf } from "../cases.ts";

const schemas = jsonSchemas();
// `pattern` of a name holds escapes that only a regular expression without the flag u takes.
const ajv = new Ajv({ strict: false, allErrors: true });
const fits = ajv.compile(schemas["automation.schema.json"]!);

test.each(Object.keys(schemas))("schemas/%s is what the sources give", (file) => {
  expect(readFileSync(`schemas/${file}`, "utf8"), "run: node scripts/write-schemas.ts").toBe(asText(schemas[file]!));
});

test("every key is described, since editors show it", () => {
  const undescribed: string[] = [];
  for (const schema of Object.values(schemas)) visit(schema, "");
  expect(undescribed).toEqual([]);

  function visit(schema: unknown, path: string): void {
    if (typeof schema !== "object" || schema === null) return;
    for (const [key, value] of Object.entries(schema)) {
      if (key === "properties" && !path.endsWith("/if")) {
        for (const [name, inner] of Object.entries(value as Record<string, object>)) {
          if (!("description" in inner) && !("const" in inner)) undescribed.push(`${path}/${name}`);
        }
      }
      visit(value, `${path}/${key}`);
    }
  }
});

const examples = globSync("examples/**/{*.,}automation.yml");

test("there are examples", () => {
  expect(examples.length).toBeGreaterThan(0);
});

test.each(examples)("%s is sound for editors and for the reader", (file) => {
  const text = readFileSync(file, "utf8");
  fits(parse(text));
  expect(fits.errors).toBeNull();
  expect(readDefinition(text, file).warnings).toEqual([]);
});

/** For each key of a step, values that are right and values that are wrong. */
const values: Record<string, readonly unknown[]> = {
  description: ["text", "", 5],
  if: ["true", true, 5, ""],
  "max-visits": [3, 0, "3", 1.5],
  run: ["./run.sh", "", 5, ["x"]],
  shell: ["bash", 5],
  "working-directory": ["folder", false],
  env: [{ A: "b", B: 1, C: true }, { A: null }, { A: ["b"] }, "A=b"],
  unless: ["test -f x", 1],
  compensate: ["undo", null],
  paths: ["a\nb", ["a", "b"], [1], 5],
  fingerprint: ["${{ run.key }}", 5],
  "on-change": ["rerun", "redo"],
  semantics: ["at-most-once", "at-once"],
  retry: ["standard", { "max-attempts": 3 }, { "max-attempts": 0 }, { attempts: 3 }, 5],
  timeout: ["5m", "1h30m", "5", 5, "5 m"],
  deadline: ["6h", "6 hours"],
  "idle-timeout": ["1m", true],
  circuit: ["api", "a\nb", 5],
  "on-exhausted": ["fail", "pause", "stop"],
  "for-each": [["a"], "${{ fromJSON('[]') }}", { file: "a.csv" }, { file: "a", format: "xml" }, { path: "a" }, 5],
  key: ["${{ item }}", 5],
  "max-concurrency": [8, 0],
  "min-successful": [1, -1],
  "tolerated-failure-count": [0, 0.5],
  "tolerated-failure-percentage": [5, 101],
  parallel: [{ a: { b: { run: "x" } } }, { a: { b: { run: 5 } } }, { a: [] }, []],
  wait: ["2h", { until: "2030-01-31T08:00:00Z" }, { til: "x" }, 5],
  "wait-for": ["approval", "event", "condition", "godot"],
  message: ["well?", 5],
  approvers: [["octocat"], "octocat", 5],
  approvals: [2, 0],
  event: ["paid", {}],
  until: ["true", ""],
  interval: ["10s", 10],
  goto: ["last", 5],
  next: ["last", ""],
  end: ["failed", "done"],
  "on-failure": ["continue", { goto: "last" }, { end: "failed" }, { end: "done" }, {}, "stop"],
  other: ["x"],
};

const kinds = [
  { run: "x" },
  { run: "x", "for-each": ["a"], key: "${{ item }}" },
  { wait: "2h" },
  { "wait-for": "approval" },
  { "wait-for": "condition", run: "x" },
  { "wait-for": "event" },
  { parallel: { a: { b: { run: "x" } } } },
  { goto: "last" },
  { end: "failed" },
  {},
];

const entry = fc
  .constantFrom(...Object.keys(values))
  .chain((key) => fc.constantFrom(...values[key]!).map((value) => [key, value] as const));
/** Mostly right, so that the two meet in what they accept, too. */
const likely = fc.constantFrom(...Object.keys(values)).map((key) => [key, values[key]![0]] as const);
const step = fc
  .tuple(
    fc.constantFrom(...kinds),
    fc.array(fc.oneof({ arbitrary: likely, weight: 3 }, { arbitrary: entry, weight: 1 }), { maxLength: 3 }),
  )
  .map(([kind, entries]) => ({ ...kind, ...Object.fromEntries(entries) }));

test("editors and the reader agree on what a file may look like", () => {
  const cases = casesOf(2_000);
  let [accepted, refused] = [0, 0];
  fc.assert(
    fc.property(
      step,
      fc.oneof(
        { weight: 9, arbitrary: fc.constant({}) },
        {
          weight: 1,
          arbitrary: fc.constantFrom({ version: 0 }, { automation: 5 }, { other: 1 }, { notify: { on: [] } }),
        },
      ),
      (made, head) => {
        const document = { automation: "test", ...head, steps: { made, last: { run: "x" } } };
        const faults = faultsOf(JSON.stringify(document));
        const isSound = faults.length === 0;
        expect(fits(document), `${JSON.stringify(document)} ${faults.join()} ${JSON.stringify(fits.errors)}`).toBe(
          isSound,
        );
        if (isSound) accepted++;
        else refused++;
      },
    ),
    { numRuns: cases },
  );
  expect(Math.min(accepted, refused)).toBeGreaterThan(cases / 6);
});
