/** The kinds of value that inputs have, each with its own words for what is wrong. */
import * as z from "zod/mini";
import { NotStarted } from "../../command/not-started.ts";
import { shellsFor } from "../../command/shells.ts";
import { JOB_LIFETIME } from "../../policy/deadline.ts";
import { formatDuration, parseDuration } from "../../policy/duration.ts";
import { UserError } from "../../policy/user-error.ts";
import { input } from "./input.ts";

/** A duration in milliseconds, no longer than a job may run: a limit of more could never be reached. */
export function duration({ zero }: { zero: boolean }) {
  return input((text) => {
    const ms = parseDuration(text);
    if (ms === 0 && !zero) throw new UserError("no time at all; write a duration such as 30s, or leave it out");
    if (ms > JOB_LIFETIME) {
      const limit = formatDuration(JOB_LIFETIME);
      throw new UserError(`longer than ${limit}, the longest a job may run; write ${limit} or less`);
    }
    return ms;
  });
}

/** A whole number within bounds. */
export function wholeNumber(from: number, to: number) {
  return input((text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= from && value <= to) return value;
    throw new UserError(`not within bounds; write a whole number from ${from} to ${to}`);
  });
}

/** A number within bounds, fractions allowed. */
export function decimal(from: number, to: number) {
  return input((text) => {
    const value = Number(text);
    if (/^\d+(\.\d+)?$/.test(text) && value >= from && value <= to) return value;
    throw new UserError(`not within bounds; write a number from ${from} to ${to}, such as ${from} or ${from + 0.5}`);
  });
}

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(...words: Words) {
  return input((text): Words[number] => {
    if (words.includes(text)) return text;
    throw new UserError(`not known; write ${inWords(words)}`);
  });
}

/** `true` or `false`, as YAML 1.2 writes them. */
export const yesOrNo = input((text) => {
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw new UserError("neither true nor false; write true or false");
});

/** Text on one line, without control characters, of a bounded length. */
export function line(limit: number) {
  return input((text) => {
    // oxlint-disable-next-line no-control-regex -- refusing them is the point
    if (/[\u0000-\u001f\u007f]/.test(text))
      throw new UserError("it holds a line break or control character; write it on one line");
    if (text.length > limit) throw new UserError(`it has ${text.length} characters; write at most ${limit}`);
    return text;
  });
}

/** A shell of GitHub's `run:`, or a template that holds `{0}`. */
export const shell = z.pipe(
  line(1_000),
  input((text) => {
    try {
      shellsFor(text, "linux"); // what is a shell is the same on every system
      return text;
    } catch (error) {
      throw error instanceof NotStarted ? new UserError(error.message, { cause: error }) : error;
    }
  }),
);

/** Patterns of the files to keep, one a line. */
export function keptPaths(limit: number) {
  return input((text) => {
    const patterns = entriesOf(text, limit);
    if (patterns.length > 0 && patterns.every((pattern) => /^[!#]/.test(pattern))) {
      throw new UserError(
        "it names nothing to keep; write a line that does not begin with ! or # before those that do",
      );
    }
    return patterns;
  });
}

/** Names of environment variables, one a line. */
export function variableNames(limit: number) {
  return input((text) => {
    const names = entriesOf(text, limit);
    const wrong = names.find((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
    if (wrong === undefined) return names;
    const shown = wrong.length > 60 ? `${wrong.slice(0, 60)}…` : wrong;
    throw new UserError(`${JSON.stringify(shown)} is no name of a variable; write one name a line`);
  });
}

/** A list with one entry a line; empty lines are skipped. */
export function entriesOf(text: string, limit: number): string[] {
  const entries = text
    .split(/\r?\n/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  if (entries.length > limit) throw new UserError(`it has ${entries.length} lines; write at most ${limit}`);
  return entries;
}

/** Any text: a script, a template. A null byte can be in no argument or environment. */
export const text = input((value) => {
  if (value.includes("\0")) throw new UserError("it holds a null byte; remove it");
  return value;
});

function inWords(words: readonly string[]): string {
  return words.length === 1 ? words[0]! : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
