/** The functions that expressions may call: GitHub's, with bounds on what they take in. */
import { data, wellKnownFunctions } from "@actions/expressions";
import { toData, toValue } from "./expression-data.ts";

/** A function as `@actions/expressions` calls it. */
type ExpressionFunction = (typeof wellKnownFunctions)[string];

/** What a run has come to so far. */
export type Status = "success" | "failure" | "cancelled";

/** The functions that look at the status of the run, in lower case. */
export const statusFunctions: ReadonlySet<string> = new Set(["success", "failure", "always", "cancelled"]);

const mostCharacters = 16 * 1024 * 1024;
const mostDepth = 100;

/** Replaces the library's: what is parsed is bounded, and no key is lost. */
const fromJson: ExpressionFunction = {
  ...known("fromjson"),
  call: (text) => {
    const json = text.coerceString();
    if (json.length > mostCharacters) throw new Error(`fromJSON was given more than ${mostCharacters} characters`);
    if (depthOf(json) > mostDepth) throw new Error(`fromJSON was given JSON nested more than ${mostDepth} deep`);
    return toData(parseJson(json));
  },
};

const toJson: ExpressionFunction = {
  ...known("tojson"),
  call: (value) => new data.StringData(JSON.stringify(toValue(value), null, 2)),
};

/** By their names in lower case. */
export function functionsIn(status: Status): Map<string, ExpressionFunction> {
  return new Map([
    ["fromjson", fromJson],
    ["tojson", toJson],
    ["success", statusFunction("success", status === "success")],
    ["failure", statusFunction("failure", status === "failure")],
    ["cancelled", statusFunction("cancelled", status === "cancelled")],
    ["always", statusFunction("always", true)],
  ]);
}

/** Those that the parser has to be told of. */
export const ownFunctions: readonly ExpressionFunction[] = [...functionsIn("success").values()];

/** As they are written. */
export const functionNames: readonly string[] = [
  "contains",
  "startsWith",
  "endsWith",
  "format",
  "join",
  "toJSON",
  "fromJSON",
  "case",
  ...statusFunctions,
];

function statusFunction(name: string, holds: boolean): ExpressionFunction {
  return { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(holds) };
}

function known(name: string): ExpressionFunction {
  return wellKnownFunctions[name]!;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const start = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    throw new Error(`fromJSON was given ${JSON.stringify(start)}, which is no JSON`, { cause: error });
  }
}

/** How deep brackets nest outside of strings. */
function depthOf(json: string): number {
  let [depth, deepest] = [0, 0];
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "[" || token === "{") deepest = Math.max(deepest, ++depth);
    else if (token === "]" || token === "}") depth--;
  }
  return deepest;
}
