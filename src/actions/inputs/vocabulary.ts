/**
 * Every input that actions share, by the name it has in `action.yml`: one name means one thing everywhere.
 *
 * An action composes its schema of these, adding `z.optional` or `withDefault` where the input may be left out.
 */
import { parseFailureList } from "../../policy/failure-list.ts";
import { input } from "./input.ts";
import { decimal, duration, keptPaths, line, oneOf, shell, text, wholeNumber } from "./kinds.ts";

export const vocabulary = {
  /** The script. */
  run: text,
  shell,
  "working-directory": line(4_000),
  /** What identifies a run across re-runs. */
  key: line(200),
  /** The part of a run that one job writes. */
  lane: line(200),
  /** The name of a step. */
  step: line(200),
  /** What else changes a step's definition. */
  fingerprint: text,
  "on-change": oneOf("fail", "rerun", "replay"),
  /** A command; its success means that the step is already done. */
  unless: text,
  semantics: oneOf("at-least-once", "at-most-once"),
  /** Files and folders that a replay brings back, one a line. */
  paths: keptPaths(1_000),
  "max-attempts": wholeNumber(1, 1_000),
  /** Milliseconds before the second attempt. */
  "initial-delay": duration({ zero: true }),
  /** What each delay is multiplied by to give the next. */
  backoff: decimal(1, 100),
  /** Milliseconds that no delay exceeds. */
  "max-delay": duration({ zero: true }),
  jitter: oneOf("full", "none"),
  /** Milliseconds for one attempt. */
  timeout: duration({ zero: false }),
  /** Milliseconds for all attempts and the waits between them. */
  deadline: duration({ zero: false }),
  /** Milliseconds without output after which an attempt counts as hung. */
  "idle-timeout": duration({ zero: false }),
  /** The whole of what is retried. */
  "retry-on": input(parseFailureList),
  /** What is never retried; wins over `retry-on`. */
  "give-up-on": input(parseFailureList),
  /** A dependency whose health steps, jobs and runs share. */
  circuit: line(200),
  "on-failure": oneOf("fail", "continue"),
  token: line(4_000),
} as const;
