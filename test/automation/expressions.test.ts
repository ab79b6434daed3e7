import * as fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate, evaluateText, holds, type Scope } from "../../src/automation/evaluate.ts";
import type { Template } from "../../src/automation/expression.ts";
import { parseExpression } from "../../src/automation/parse-expression.ts";
import { parseCondition, splitTemplate } from "../../src/automation/template.ts";
import { UserError } from "../../src/policy/user-error.ts";
import { casesOf } from "../cases.ts";

const at = { file: "file", line: 1, column: 1 };

function template(text: string): Template {
  const parts = splitTemplate(text).map((part) =>
    part.kind === "text" ? part.text : parseExpression(part.source, at),
  );
  return { text, at, parts };
}

function scope(contexts: Scope["contexts"] = {}, status: Scope["status"] = "success"): Scope {
  return { contexts, status };
}

function valueOf(expression: string, contexts: Scope["contexts"] = {}): unknown {
  return evaluate(template(`\${{ ${expression} }}`), scope(contexts));
}

function thrownBy(act: () => unknown): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    return error;
  }
}

test.each<[string, unknown]>([
  ["1", 1],
  ["'it''s ''quoted'''", "it's 'quoted'"],
  ["null", null],
  ["true && 'yes' || 'no'", "yes"],
  ["'Hello' == 'hELLO'", true],
  ["1 == '1'", true],
  ["null == 0", true],
  ["'' == false", true],
  ["0x10", 16],
  ["1.50", 1.5],
  ["contains('Holdfast', 'FAST')", true],
  ["contains(fromJSON('[\"a\", \"b\"]'), 'B')", true],
  ["startsWith('Holdfast', 'hold')", true],
  ["endsWith('Holdfast', 'FAST')", true],
  ["format('{0} {{1}} {1}', 'a', 2)", "a {1} 2"],
  ["join(fromJSON('[1, true, null]'), '-')", "1-true-"],
  ["toJSON(fromJSON('{\"a\": [1, null]}'))", '{\n  "a": [\n    1,\n    null\n  ]\n}'],
  ["fromJSON('[1, {\"b\": 2}]')[1].b", 2],
  ['fromJSON(\'[{"n": 1}, {"n": 2}]\').*.n', [1, 2]],
  ["inputs.nothing", null],
  ["inputs.nothing.at.all", null],
  ["success()", true],
  ["failure()", false],
  ["always()", true],
])("%s gives %j, as on GitHub", (expression, value) => {
  expect(valueOf(expression)).toEqual(value);
});

test("names are known in any letter case, and the exact one wins", () => {
  expect(valueOf("INPUTS.Date", { inputs: { date: "today" } })).toBe("today");
  expect(valueOf("item.id", { item: { ID: 1, id: 2 } })).toBe(2);
  expect(valueOf("steps.Build.outputs.URL", { steps: new Map([["build", { outputs: { url: "x" } }]]) })).toBe("x");
});

test("names of JavaScript's own are names like others", () => {
  const item: unknown = JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}');
  expect(valueOf("item.constructor", { item })).toBe(2);
  expect(valueOf("item['__proto__']", { item })).toBe(1);
  expect(valueOf("item.hasOwnProperty", { item })).toBeNull();
  expect(valueOf("toJSON(item)", { item })).toBe('{\n  "__proto__": 1,\n  "constructor": 2,\n  "toString": 3\n}');
  expect(valueOf("steps.constructor.outputs.a", { steps: new Map([["constructor", { outputs: { a: "b" } }]]) })).toBe(
    "b",
  );
});

test("an expression alone keeps its type; in text it is text", () => {
  const contexts = { item: { n: 5, list: [1], nothing: null, yes: true } };
  expect(evaluate(template("${{ item.list }}"), scope(contexts))).toEqual([1]);
  expect(evaluate(template("a ${{ item.n }}-${{ item.yes }}-${{ item.nothing }}."), scope(contexts))).toBe(
    "a 5-true-.",
  );
  expect(evaluate(template("${{ 'a}}b' }}c"), scope())).toBe("a}}bc");
  expect(evaluate(template("plain"), scope())).toBe("plain");
});

test("a list where text is needed is an error that shows the way", () => {
  expect(evaluateText(template("${{ item.n }}"), scope({ item: { n: 5 } }))).toBe("5");
  expect(() => evaluateText(template("${{ item }}"), scope({ item: [1] }))).toThrow(
    "${{ item }} gives a list where text is needed; write ${{ toJSON(item) }}",
  );
});

test.each<[string | undefined, Scope["status"], boolean]>([
  [undefined, "success", true],
  [undefined, "failure", false],
  ["run.key == 'k'", "success", true],
  ["run.key == 'k'", "failure", false],
  ["failure()", "failure", true],
  ["failure()", "success", false],
  ["always() && run.key == 'x'", "failure", false],
  ["!cancelled()", "failure", true],
  ["cancelled()", "cancelled", true],
  ["${{ success() }}", "cancelled", false],
  ["contains(fromJSON('[]'), 'x') || always()", "cancelled", true],
  ["fromJSON('[]')", "success", true],
  ["''", "success", false],
])("if: %s in %s holds: %s", (condition, status, expected) => {
  const expression = condition === undefined ? undefined : parseCondition(condition, () => at);
  expect(holds(expression, scope({ run: { key: "k" } }, status))).toBe(expected);
});

test("what JSON is read is bounded", () => {
  const error = (text: unknown) => () => valueOf("fromJSON(item)", { item: text });
  expect(error("[".repeat(101) + "]".repeat(101))).toThrow("nested more than 100 deep");
  expect(error(`"${"x".repeat(17 * 1024 * 1024)}"`)).toThrow("more than 16777216 characters");
  expect(error("{oops")).toThrow('${{ fromJSON(item) }} has no value: fromJSON was given "{oops", which is no JSON');
  expect(valueOf("fromJSON(item)", { item: JSON.stringify("]".repeat(500)) })).toBe("]".repeat(500));
});

test("a list of a hundred thousand items is handed on as it is", () => {
  const items = Array.from({ length: 100_000 }, (_, index) => index);
  expect(valueOf("fromJSON(item)", { item: JSON.stringify(items) })).toEqual(items);
  expect(valueOf("contains(item, 99999)", { item: items })).toBe(true);
});

test("what is no expression is a mistake of its author, whatever it is", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z(.)[\]'!=&|<>*, 0-9-]{0,30}$/)), (source) => {
      const thrown = thrownBy(() => valueOf(source, { inputs: { a: 1 }, steps: {} }));
      expect(thrown === undefined || thrown instanceof UserError).toBe(true);
    }),
    { numRuns: casesOf(10_000) },
  );
});
