/** What the log of a job tells of its failure. */
import { classify, type Classification } from "../policy/classification.ts";
import { describeFailure, type Failure } from "../policy/failure.ts";

export interface LoggedFailure {
  readonly reason: string;
  readonly exitCode?: number;
  /** The last lines of the step that failed. */
  readonly output: string;
  readonly classification: Classification;
}

/** The runner puts the time before each line. */
const time = /^\uFEFF?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}Z ?/;
/** Where a step begins: one of the job, or what an action does when the job is over. */
const stepStart = /^(?:##\[group\]Run |Post job cleanup\.$)/;
const error = "##[error]";
/** What the runner says of a script; of anything else it repeats the error's own words. */
const exited = /^##\[error\]Process completed with exit code (\d{1,10})\.$/;

/** What the runner says where its machine went away under it. */
const runnerLost =
  /^##\[error\](?:The runner has received a shutdown signal\b|.{0,200}\blost communication with the server\b)/;

/** Lines that are kept of a step's output. */
const mostLines = 100;

/**
 * How the job failed: as its last step with an error did. A job has failed of what passes only where all its errors do; one
 * of a step that was to be let pass counts as well, since the log does not tell it apart. Undefined where no error is in it.
 */
export function failureInLog(log: string): LoggedFailure | undefined {
  const failures = stepsOf(log.split(/\r?\n/).map((line) => line.replace(time, ""))).flatMap(
    (step) => inStep(step) ?? [],
  );
  return failures.findLast(({ classification }) => classification.kind !== "transient") ?? failures.at(-1);
}

function stepsOf(lines: readonly string[]): string[][] {
  const steps: string[][] = [[]];
  for (const line of lines) {
    if (stepStart.test(line)) steps.push([]);
    steps.at(-1)!.push(line);
  }
  return steps;
}

function inStep(lines: readonly string[]): LoggedFailure | undefined {
  const ended = lines.findLastIndex((line) => exited.test(line));
  const at = ended === -1 ? lines.findLastIndex((line) => line.startsWith(error)) : ended;
  if (at === -1) return undefined;
  // The head of a step shows its script, which says what it is afraid of.
  const head = lines[0]?.startsWith("##[group]") ? lines.indexOf("##[endgroup]") : -1;
  const output = lines.slice(Math.max(head + 1, at - mostLines), at).join("\n");
  if (lines.some((line) => runnerLost.test(line))) {
    return { reason: wordsOf(lines[at]!), output, classification: { kind: "transient", rule: "the runner was lost" } };
  }
  const code = exited.exec(lines[at]!)?.[1];
  const failure: Failure =
    code === undefined
      ? { kind: "error", name: "Error", message: wordsOf(lines[at]!), output }
      : { kind: "exit", code: Number(code), output };
  return {
    reason: code === undefined ? wordsOf(lines[at]!) : describeFailure(failure),
    ...(code !== undefined && { exitCode: Number(code) }),
    output,
    classification: classify(failure),
  };
}

function wordsOf(line: string): string {
  return line.slice(error.length).trim() || "an error without a word";
}
