/**
 * What authors write as options, checked where it comes in: the types of a definition are stripped and not checked, and
 * a misspelt option would be as good as none.
 */
import { suggest } from "../../policy/suggestion.ts";
import { UserError } from "../../policy/user-error.ts";

/** An operation whose options are checked. */
type OperationWithOptions = keyof typeof operations;

/**
 * Throws a {@link UserError} that names the operation, the option and what to write. Every step comes through here: what
 * is right costs a look at each option that is given.
 */
export function requireOptions(operation: OperationWithOptions, name: string | undefined, options: unknown): void {
  const fault = faultIn(options, operations[operation], "");
  if (fault !== undefined) throw faultOf(operation, name, fault);
}

/** Throws a {@link UserError} where `ctx.wait` is given no text; what it says is read where it is waited for. */
export function requireDurationText(name: string | undefined, given: unknown): void {
  if (!duration.takes(given)) throw faultOf("wait", name, `the duration is ${shown(given)}; write ${duration.write}`);
}

/** Throws a {@link UserError} where `ctx.waitUntil` is given no date. */
export function requireDate(name: string | undefined, given: unknown): void {
  if (given instanceof Date && Number.isFinite(given.getTime())) return;
  throw faultOf("waitUntil", name, `the date is ${shown(given)}; write a valid Date, such as new Date("2027-01-31")`);
}

function faultOf(operation: string, name: string | undefined, fault: string): UserError {
  return new UserError(`ctx.${operation}${name === undefined ? "" : `(${JSON.stringify(name)})`}: ${fault}`);
}

/** What may be given for an option; `of` says what is in it where it is an object. */
interface Rule {
  readonly takes: (value: unknown) => boolean;
  /** What to write instead of anything else. */
  readonly write: string;
  readonly of?: Rules;
  readonly isRequired?: boolean;
}
interface Rules {
  readonly known: ReadonlyMap<string, Rule>;
  readonly required: readonly (readonly [name: string, Rule])[];
}

function faultIn(options: unknown, rules: Rules, place: string): string | undefined {
  if (options !== undefined && !isObject(options)) return `the options are ${shown(options)}; write an object`;
  const given = options ?? {};
  for (const name of Object.keys(given)) {
    const value: unknown = given[name];
    const rule = rules.known.get(name);
    if (!rule) return `there is no option "${place}${name}"${suggest(name, rules.known.keys())}`;
    if (value === undefined) continue;
    if (!rule.takes(value)) return `${place}${name} is ${shown(value)}; write ${rule.write}`;
    const fault = rule.of && isObject(value) ? faultIn(value, rule.of, `${place}${name}.`) : undefined;
    if (fault !== undefined) return fault;
  }
  for (const [name, { write }] of rules.required) {
    if (given[name] === undefined) return `${place}${name} is missing; write ${write}`;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Short, and as the author may have written it. */
function shown(value: unknown): string {
  if (value instanceof Date) return "an invalid Date";
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return "a list";
  if (isObject(value)) return "an object";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

const text: Rule = { takes: (value) => typeof value === "string", write: "a text" };
const duration: Rule = { takes: text.takes, write: 'a text with its unit, such as "30s" or "10m"' };
const number: Rule = { takes: (value) => typeof value === "number" && !Number.isNaN(value), write: "a number" };
const code: Rule = { takes: (value) => typeof value === "function", write: "a function" };
const anything: Rule = { takes: () => true, write: "a value" };
const failures: Rule = {
  takes: (value) => text.takes(value) || code.takes(value),
  write: 'a list of failures as a text, such as "timeout, exit 75", or a function',
};

function word(...words: readonly string[]): Rule {
  const known = new Set<unknown>(words);
  return { takes: (value) => known.has(value), write: words.map((each) => JSON.stringify(each)).join(" or ") };
}

function object(rules: Readonly<Record<string, Rule>>): Rule {
  return { takes: isObject, write: `an object of ${Object.keys(rules).join(", ")}`, of: rulesOf(rules) };
}

function required(rule: Rule): Rule {
  return { ...rule, isRequired: true };
}

function rulesOf(rules: Readonly<Record<string, Rule>>): Rules {
  const known = Object.entries(rules);
  return { known: new Map(known), required: known.filter(([, { isRequired }]) => isRequired) };
}

const jitter = word("full", "none");
const retry: Rule = {
  of: rulesOf({
    maxAttempts: required(number),
    initialDelay: duration,
    backoff: number,
    maxDelay: duration,
    jitter,
    retryOn: failures,
    giveUpOn: failures,
  }),
  takes: (value) => text.takes(value) || isObject(value),
  write: 'the name of a policy, such as "standard", or an object such as { maxAttempts: 3 }',
};
/** A codec may be an object of a class, with more than is asked for. */
const codec: Rule = {
  takes: (value) => isObject(value) && code.takes(value["encode"]) && code.takes(value["decode"]),
  write: "an object with the functions encode and decode",
};
const completion = object({ minSuccessful: number, toleratedFailureCount: number, toleratedFailurePercentage: number });
const batch = { maxConcurrency: number, completion, codec };
const texts: Rule = { takes: (value) => Array.isArray(value) && value.every(text.takes), write: "a list of texts" };
const yesOrNo: Rule = { takes: (value) => typeof value === "boolean", write: "true or false" };
const approval = object({
  question: required(text),
  approvers: required(texts),
  approvals: required(number),
  preventSelfReview: required(yesOrNo),
});
const callback = {
  codec,
  expects: word("approval", "event"),
  approval,
  event: text,
  timeout: duration,
  heartbeatTimeout: duration,
};

const operations = {
  step: rulesOf({
    codec,
    retry,
    timeout: duration,
    deadline: duration,
    idleTimeout: duration,
    semantics: word("at-least-once", "at-most-once"),
    compensate: code,
    fingerprint: text,
    onChange: word("fail", "rerun", "replay"),
    onExhausted: word("fail", "pause"),
  }),
  map: rulesOf({ ...batch, key: code, onExhausted: word("fail", "dead-letter", "pause") }),
  parallel: rulesOf(batch),
  runInChildContext: rulesOf({ codec }),
  waitForCondition: rulesOf({
    codec,
    initialState: anything,
    until: required(code),
    interval: duration,
    backoff: number,
    maxDelay: duration,
    jitter,
    maxAttempts: number,
    timeout: duration,
  }),
  createCallback: rulesOf(callback),
  waitForCallback: rulesOf({ ...callback, retry }),
};
