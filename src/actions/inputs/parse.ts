import type * as z from "zod/mini";
import { UserError } from "../../policy/user-error.ts";
import type { InputSchema } from "./input.ts";

/** Raw inputs as the runner hands them over: trimmed, and `""` where one was not given. */
export type RawInputs = Readonly<Record<string, string>>;

/** A rule across inputs: the faults it finds among those that were given. */
export type InputRule = (given: RawInputs) => readonly string[];

/** The inputs that a schema names, read from the environment the way `getInput` of `@actions/core` reads them. */
export function readInputs(environment: Readonly<Record<string, string | undefined>>, schema: InputSchema): RawInputs {
  return Object.fromEntries(
    Object.keys(schema.shape).map((name) => {
      const variable = `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
      return [name, (environment[variable] ?? "").trim()];
    }),
  );
}

/** The typed inputs, frozen. Throws one {@link UserError} that lists every fault: the input, its value and what to write. */
export function parseInputs<S extends InputSchema>(
  schema: S,
  raw: RawInputs,
  ...rules: readonly InputRule[]
): Readonly<z.infer<S>> {
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  const own = result.success ? [] : result.error.issues.map((issue) => faultOf(issue, given));
  const faults = [...own, ...rules.flatMap((rule) => rule(given))];
  if (result.success && faults.length === 0) return Object.freeze(result.data);
  throw new UserError(listed(faults));
}

function listed(faults: readonly string[]): string {
  if (faults.length === 1) return faults[0]!;
  return `${faults.length} inputs are wrong:\n${faults.map((fault) => `- ${fault}`).join("\n")}`;
}

/** A fault in words; the value is shown unless its name says that it is a secret. */
function wrongInput(name: string, value: string, fault: string): string {
  return `input ${name} is ${shown(name, value)}: ${fault}`;
}

function faultOf(issue: z.core.$ZodIssue, given: RawInputs): string {
  const name = String(issue.path[0]);
  const value = given[name];
  return value === undefined ? `input ${name} is missing: give it a value` : wrongInput(name, value, issue.message);
}

const SECRET_NAME = /token|secret|passw|credential|webhook/i;
const SHOWN = 60;

function shown(name: string, value: string): string {
  if (SECRET_NAME.test(name)) return "set";
  return JSON.stringify(value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value);
}
