/** The kinds of value that the files hold, each with its own words for what is wrong and what to write. */
import { z } from "zod";
import { formatDuration, parseDuration } from "../../policy/duration.ts";
import { parseFailureList } from "../../policy/failure-list.ts";
import { UserError } from "../../policy/user-error.ts";
import { suggest } from "../../policy/suggestion.ts";

const durationPattern = String.raw`^(\d{1,15}(\.\d{1,6})?(ms|[smhd]))+$`;
const longestDuration = 400 * 24 * 3_600_000;

/** Text of a bounded length that is not empty. */
export function text(limit = 4_000) {
  return z
    .string({ error: wantedText })
    .min(1, "is empty; write text, or leave the key out")
    .max(limit, `has more than ${limit} characters; write fewer`);
}

/** A name: one line, no control characters. */
export function name() {
  // oxlint-disable-next-line no-control-regex -- refusing them is the point
  return text(200).regex(/^[^\u0000-\u001f\u007f]*$/, "holds a line break or control character; write it on one line");
}

/** Text in which `${{ }}` may stand. */
export function template() {
  return text(65_536);
}

/** A value of an environment variable: numbers and booleans are the text that stands there. */
export function variableValue() {
  return z.union(
    [z.string().max(65_536, "has more than 65536 characters; write it to a file"), z.number(), z.boolean()],
    {
      error: wanted("text"),
    },
  );
}

/** Milliseconds. */
export function duration({ zero = false } = {}) {
  return z
    .string({ error: wantedDuration })
    .meta({ pattern: durationPattern, examples: ["30s", "10m", "2h"] })
    .transform((written, context) => {
      const ms = orIssue(context, () => parseDuration(written));
      if (ms === 0 && !zero) context.addIssue("is no time at all; write a duration such as 30s, or leave the key out");
      if (ms > longestDuration) context.addIssue(`is longer than ${formatDuration(longestDuration)}; write less`);
      return ms;
    });
}

export function wholeNumber(from: number, to: number) {
  const fits = `a whole number from ${from} to ${to}`;
  const wrong = { error: wanted(fits) };
  return z.int(wrong).min(from, wrong).max(to, wrong);
}

export function decimal(from: number, to: number) {
  const wrong = { error: wanted(`a number from ${from} to ${to}`) };
  return z.number(wrong).min(from, wrong).max(to, wrong);
}

export function trueOrFalse() {
  return z.boolean({ error: wanted("true or false (YAML 1.2 has no yes and on)") });
}

export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, {
    error: ({ input }) =>
      typeof input === "string"
        ? `is ${shown(input)}, which is not known${suggest(input, words)}`
        : `${isOrMissing(input)}; write ${inWords(words)}`,
  });
}

/** A text, or a list of texts; the text's lines are the list. */
export function lines() {
  return z
    .union([text(65_536), z.array(text()).max(1_000, "has more than 1000 entries; write fewer")], {
      error: wanted("a list of texts"),
    })
    .transform((given) => (typeof given === "string" ? given.split("\n") : given))
    .transform((given) => given.map((line) => line.trim()).filter((line) => line !== ""));
}

/** A list in the words of `retry-on`. */
export function failureList() {
  const entry = z.union([text(), z.int().min(1, "is no exit code of a failure; write one from 1")], {
    error: wanted("an exit code, a class such as timeout, a signal or a pattern"),
  });
  return z
    .union([entry, z.array(entry).max(200, "has more than 200 entries; write fewer")], {
      error: wanted("a list such as [75, timeout]"),
    })
    .transform((given, context) =>
      orIssue(context, () => parseFailureList(Array.isArray(given) ? given.join("\n") : String(given))),
    );
}

/** Keys that are known, and no others. */
export function section<Shape extends z.core.$ZodLooseShape>(what: string, shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? unknownKeys(what, issue.keys, Object.keys(shape))
        : `${isOrMissing(issue.input)}; write ${what} with keys such as ${Object.keys(shape).slice(0, 3).join(", ")}`,
  });
}

/** Names of the author's with a value each. */
export function named<Value extends z.ZodType>(value: Value, what: string, limit = 1_000) {
  return z
    .record(z.string(), value, { error: wanted(`names, each with ${what}`) })
    .check((context) => {
      const count = Object.keys(context.value).length;
      if (count <= limit) return;
      const message = `has ${count} entries; write at most ${limit}`;
      context.issues.push({ code: "custom", message, input: context.value });
    })
    .meta({ maxProperties: limit });
}

/** What is wrong with a value that is of another kind than `what`. */
export function wanted(what: string) {
  return ({ input }: { readonly input?: unknown }): string => {
    const hasExpression = typeof input === "string" && input.includes("${{");
    return `${isOrMissing(input)}; ${hasExpression ? "no expression can stand here: " : ""}write ${what}`;
  };
}

function wantedText({ input }: { readonly input?: unknown }): string {
  const isScalar = typeof input === "number" || typeof input === "boolean";
  return isScalar ? `is ${input}; write text, in quotes: "${input}"` : wanted("text")({ input });
}

function wantedDuration({ input }: { readonly input?: unknown }): string {
  if (typeof input !== "number") return `${isOrMissing(input)}; write a duration such as 30s or 10m`;
  return `is ${input}: a duration needs its unit; write ${input}s for seconds or ${input}m for minutes`;
}

/** One line for each key, in the order of `keys`: zod has one message for all of them. */
function unknownKeys(what: string, keys: readonly string[], known: readonly string[]): string {
  return keys
    .map((key) => {
      if (key === "<<") return "would merge, which YAML 1.2 does not have; write the keys out";
      return `is no key of ${what}${suggest(key, known)}`;
    })
    .join("\n");
}

function orIssue<T>(context: z.core.$RefinementCtx, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    context.addIssue({ code: "custom", message: `is wrong: ${error.message}` });
    return z.NEVER;
  }
}

function isOrMissing(input: unknown): string {
  return input === undefined ? "is missing" : `is ${shown(input)}`;
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  const written = JSON.stringify(value);
  return written.length > 60 ? `${written.slice(0, 60)}…` : written;
}

function inWords(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
