import { expect, test } from "vitest";
import { readDefinition } from "../../src/automation/read-definition.ts";
import { resolveInputs } from "../../src/automation/resolve-inputs.ts";

const { inputs } = readDefinition(
  [
    "automation: test",
    "inputs:",
    "  date: { pattern: '^\\d{4}-\\d{2}-\\d{2}$', required: true }",
    "  note: { default: none }",
    "  count: { type: number, minimum: 1, maximum: 10, default: 3 }",
    "  dry: { type: boolean, default: false }",
    "  where: { type: choice, options: [staging, production] }",
    "  orders: { type: json, default: { 2: a, 1: [b] } }",
    "steps: { a: { run: x } }",
  ].join("\n"),
  "file",
).definition;

function resolved(given: unknown): unknown {
  return Object.fromEntries(resolveInputs(inputs, given));
}

test("what is not given has its default, or is null", () => {
  expect(resolved({ date: "2026-11-21" })).toEqual({
    date: "2026-11-21",
    note: "none",
    count: 3,
    dry: false,
    where: null,
    orders: { 1: ["b"], 2: "a" },
  });
});

test("text from a command line is converted to the type that is declared", () => {
  const given = { date: "2026-11-21", note: "5", count: "7", dry: "True", where: "staging", orders: "[1]" };
  expect(resolved(given)).toEqual({ ...given, count: 7, dry: true, orders: [1] });
});

test("values that have their type already stay as they are", () => {
  const given = { date: "2026-11-21", note: "", count: 7, dry: true, where: "staging", orders: { a: null } };
  expect(resolved(given)).toEqual(given);
});

test("all faults are told at once", () => {
  const given = { note: 5, count: "eleven", dry: "yes", where: "prod", orders: "{", dat: "x" };
  expect(() => resolved(given)).toThrow(
    [
      "7 inputs are wrong:",
      '- there is no input "dat"; did you mean "date"?',
      "- input date is missing; give it text that matches ^\\d{4}-\\d{2}-\\d{2}$",
      "- input note is 5; write text, in quotes",
      '- input count is "eleven"; write a number from 1 to 10',
      '- input dry is "yes"; write true or false',
      '- input where is "prod"; write one of staging, production',
      `- input orders is "{", which is no JSON; write such as '["a", "b"]'`,
    ].join("\n"),
  );
});

test.each([
  ["", "input date is missing; give it text that matches"],
  ["21.11.2026", 'input date is "21.11.2026"; write text that matches'],
  ["x".repeat(10_001), "it has 10001 characters; write at most 10000"],
])("a date of %.20s is refused", (date, message) => {
  expect(() => resolved({ date })).toThrow(message);
});

test.each([[0], [11], ["NaN"], ["Infinity"], ["1e3"], [" "]])("a count of %j is refused", (count) => {
  expect(() => resolved({ date: "2026-11-21", count })).toThrow("write a number from 1 to 10");
});

test("inputs that are no mapping are refused", () => {
  expect(() => resolved([1])).toThrow("inputs are [1]; write a mapping of names to values");
});
