/** What the trials of an automation show of each of its steps. */
import { isDeepStrictEqual } from "node:util";
import type { LaneState } from "../../journal/fold.ts";
import { namesOf, pathOf, rootPath } from "../engine/path.ts";
import type { Semantics } from "../step/step.ts";
import type { Sink, Trial, TrialEnd } from "./trial.ts";

export interface StepVerdict {
  /** Its path, with `*` for the keys of items. */
  readonly step: string;
  /** How many steps have that path. */
  readonly count: number;
  readonly kind: "code" | "command";
  readonly semantics: Semantics;
  /**
   * `lost`: the run ended as it should and the effect had not happened. `repeated`: it happened again. `unknown`: the run
   * stopped since nobody knew whether it had happened. `once`: as often as without a crash, wherever it crashed. `none`: it
   * never happened, since what stands in for the step fails.
   */
  readonly verdict: "lost" | "repeated" | "unknown" | "once" | "none";
  /** At how many crash points. */
  readonly lostAt: number;
  readonly repeatedAt: number;
  readonly unknownAt: number;
  /** How often one effect happened, at most. */
  readonly most: number;
  /** A repeated effect came with the same idempotency key each time. */
  readonly sameKey: boolean;
}

/** Takes in one trial after the other. */
export interface Tally {
  add(trial: Trial): void;
  /** The worst first. */
  verdicts(): StepVerdict[];
}

const severity = ["lost", "repeated", "unknown", "once", "none"] as const;

export function tallyOf(clean: Trial): Tally {
  const patternOf = patternsIn(clean.state);
  const rows = new Map<string, Row>();
  for (const path of clean.sink.keys()) row(path).paths.add(path);

  function row(path: string): Row {
    const step = patternOf(path);
    const found = rows.get(step) ?? newRow(clean, path);
    rows.set(step, found);
    return found;
  }

  return {
    add({ sink, state, end }) {
      const seen = { lost: new Set<Row>(), repeated: new Set<Row>(), unknown: new Set<Row>() };
      for (const path of new Set([...clean.sink.keys(), ...sink.keys()])) {
        const times = timesIn(sink, path);
        const usual = timesIn(clean.sink, path);
        const own = row(path);
        own.paths.add(path);
        own.most = Math.max(own.most, times);
        if (times > Math.max(1, usual)) {
          seen.repeated.add(own);
          own.sameKey &&= sink.get(path)?.size === 1;
        }
        if (isInterrupted(state, end, path)) seen.unknown.add(own);
        else if (times < usual && end.status === clean.end.status) seen.lost.add(own);
      }
      for (const each of seen.lost) each.lostAt += 1;
      for (const each of seen.repeated) each.repeatedAt += 1;
      for (const each of seen.unknown) each.unknownAt += 1;
    },
    verdicts() {
      const all = [...rows].map(([step, { paths, ...rest }]): StepVerdict => {
        return { step, count: paths.size, verdict: verdictOn(rest), ...rest };
      });
      return all.toSorted((one, other) => severity.indexOf(one.verdict) - severity.indexOf(other.verdict));
    },
  };
}

function verdictOn({ lostAt, repeatedAt, unknownAt, most }: Omit<Row, "paths">): StepVerdict["verdict"] {
  if (lostAt > 0) return "lost";
  if (repeatedAt > 0) return "repeated";
  if (unknownAt > 0) return "unknown";
  return most > 0 ? "once" : "none";
}

/** Whether a run came to the same end. */
export function isSameEnd(one: TrialEnd, other: TrialEnd): boolean {
  return isDeepStrictEqual(essence(one), essence(other));
}

function essence(end: TrialEnd): unknown {
  if (end.status === "completed") return [end.status, JSON.stringify(end.output)];
  return end.status === "failed" ? [end.status, end.failure.name, end.failure.message] : [end.status];
}

interface Row {
  readonly paths: Set<string>;
  readonly kind: StepVerdict["kind"];
  readonly semantics: Semantics;
  lostAt: number;
  repeatedAt: number;
  unknownAt: number;
  most: number;
  sameKey: boolean;
}

function newRow({ state, commands, sink }: Trial, path: string): Row {
  return {
    paths: new Set(),
    kind: commands.has(path) ? "command" : "code",
    semantics: state.steps.get(path)?.semantics ?? "at-least-once",
    lostAt: 0,
    repeatedAt: 0,
    unknownAt: 0,
    most: timesIn(sink, path),
    sameKey: true,
  };
}

function timesIn(sink: Sink, path: string): number {
  return [...(sink.get(path)?.values() ?? [])].reduce((sum, times) => sum + times, 0);
}

function isInterrupted({ steps }: LaneState, end: TrialEnd, path: string): boolean {
  return end.status === "paused" && end.causes.includes(path) && steps.get(path)?.status === "started";
}

/** Puts `*` for the keys of items. */
function patternsIn({ run: { contexts } }: LaneState): (path: string) => string {
  const isItem = (path: string): boolean => contexts.get(path)?.kind === "item";
  return (path) => {
    let at = rootPath;
    return namesOf(path)
      .map((name) => {
        at = pathOf(at, name);
        return isItem(at) ? "*" : name;
      })
      .join("/");
  };
}
