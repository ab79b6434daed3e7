/**
 * The inputs of nick-fields/retry v4 (https://github.com/nick-fields/retry), so that moving over is a change of one line.
 *
 * Each row translates one of them into our own inputs, text to text; the README's table is made of the same rows.
 */
import * as z from "zod/mini";
import { UserError } from "../../policy/user-error.ts";
import { input } from "../inputs/input.ts";
import { duration, oneOf, text, wholeNumber, yesOrNo } from "../inputs/kinds.ts";
import type { InputRule, RawInputs } from "../inputs/parse.ts";
import { onlyOneOf } from "../inputs/rules.ts";

export interface Row {
  readonly accepts: z.core.$ZodType;
  /** Our inputs that say the same thing: giving both is an error. */
  readonly replaces: readonly string[];
  /** What holds where `command` is given and neither this nor what it replaces is. */
  readonly default?: string;
  /** A value to show people. */
  readonly example: string;
  readonly note?: string;
  translate(value: string, given: RawInputs): RawInputs;
}

export const rows: Readonly<Record<string, Row>> = {
  command: {
    accepts: text,
    replaces: ["run"],
    example: "npm ci",
    note: "It stops at the first line that fails and a pipe fails with any of its parts, as under `run:` with `shell: bash`",
    translate: (run) => ({ run }),
  },
  timeout_minutes: {
    accepts: amount("m"),
    replaces: ["timeout"],
    example: "0.5",
    note: "Fractions too. Without a timeout the attempt has none",
    translate: (minutes) => ({ timeout: `${minutes}m` }),
  },
  timeout_seconds: {
    accepts: amount("s"),
    replaces: ["timeout"],
    example: "90",
    translate: (seconds) => ({ timeout: `${seconds}s` }),
  },
  max_attempts: {
    accepts: wholeNumber(1, 1_000),
    replaces: ["max-attempts"],
    default: "3",
    example: "5",
    translate: (count) => ({ "max-attempts": count }),
  },
  retry_wait_seconds: {
    accepts: amount("s", { zero: true }),
    replaces: ["initial-delay", "backoff", "max-delay", "jitter"],
    default: "10",
    example: "10",
    note: "`0` means no wait. There is none after the last attempt",
    translate: (seconds) => ({
      "initial-delay": `${seconds}s`,
      backoff: "1",
      "max-delay": `${seconds}s`,
      jitter: "none",
    }),
  },
  polling_interval_seconds: {
    accepts: amount("s"),
    replaces: [],
    example: "1",
    note: "Accepted and without effect: nothing is polled",
    translate: () => ({}),
  },
  retry_on: {
    accepts: oneOf("any", "timeout", "error"),
    replaces: ["retry-on"],
    default: "any",
    example: "timeout",
    translate: (event, given) => ({ "retry-on": retryOn(event, given["retry_on_exit_code"]) }),
  },
  retry_on_exit_code: {
    accepts: wholeNumber(1, 0xffff_ffff),
    replaces: ["retry-on"],
    example: "75",
    note: "Timeouts are still retried, unless `retry_on: error`",
    translate: (code, given) => ({ "retry-on": retryOn(given["retry_on"] ?? "any", code) }),
  },
  warning_on_retry: {
    accepts: yesOrNo,
    replaces: [],
    default: "true",
    example: "false",
    note: "No counterpart: with `run` a retry is a plain line in the log unless this is `true`",
    translate: (value) => ({ warning_on_retry: value }),
  },
  on_retry_command: {
    accepts: text,
    replaces: [],
    example: "make clean",
    note: "No counterpart. Runs before each retry, under `sh` (`cmd` on Windows); its failure is a warning",
    translate: (value) => ({ on_retry_command: value }),
  },
  new_command_on_retry: {
    accepts: text,
    replaces: [],
    example: "npx jest --onlyFailures",
    note: "No counterpart. Runs in place of the command from the second attempt on",
    translate: (value) => ({ new_command_on_retry: value }),
  },
  continue_on_error: {
    accepts: yesOrNo,
    replaces: ["on-failure"],
    default: "false",
    example: "true",
    translate: (yes) => ({ "on-failure": /true/i.test(yes) ? "continue" : "fail" }),
  },
};

/** Giving one thing in both vocabularies, or a timeout in both units, is an error that names both. */
export const nickFieldsRules: readonly InputRule[] = [
  onlyOneOf("timeout_minutes", "timeout_seconds"),
  ...Object.entries(rows).flatMap(([name, { replaces }]) => replaces.map((ours) => onlyOneOf(name, ours))),
];

/**
 * Inputs of either vocabulary in our own. Where the script is given as `command`, the defaults are those of
 * nick-fields/retry.
 */
export function translate(given: RawInputs, platform: NodeJS.Platform): RawInputs {
  const usesCommand = "command" in given;
  const translated = Object.entries(rows).flatMap(([name, row]) => {
    const isReplaced = row.replaces.some((ours) => ours in given);
    const value = given[name] ?? (usesCommand && !isReplaced ? row.default : undefined);
    return value === undefined ? [] : [row.translate(value, given)];
  });
  const shell = usesCommand && platform === "win32" ? { shell: "powershell" } : {};
  const ours = Object.fromEntries(Object.entries(given).filter(([name]) => !Object.hasOwn(rows, name)));
  return Object.assign({}, shell, ...translated, ours);
}

/** An exit code narrows errors alone; whether timeouts are retried is for `retry_on` to say. */
function retryOn(event: string, exitCode: string | undefined): string {
  const timeouts = "timeout, idle-timeout";
  if (event === "timeout") return timeouts;
  if (exitCode === undefined) return event;
  return event === "error" ? exitCode : `${exitCode}, ${timeouts}`;
}

/** A number, fractions allowed, that makes a duration of at most a job's lifetime with its unit. */
function amount(unit: "s" | "m", { zero = false } = {}) {
  const asDuration = duration({ zero });
  return input((value) => {
    if (!/^\d+(\.\d+)?$/.test(value)) throw new UserError(`not a number; write a number of ${WORDS[unit]}, such as 30`);
    const result = asDuration.safeParse(`${value}${unit}`);
    if (!result.success) throw new UserError(result.error.issues[0]?.message ?? "not a duration");
    return result.data;
  });
}

const WORDS = { s: "seconds", m: "minutes" };
