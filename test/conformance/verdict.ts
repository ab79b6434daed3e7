/** What comes of a case. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { automations } from "./automations.ts";
import type { ConformanceCase } from "./case.ts";
import { drive, type Driven } from "./drive.ts";
import { statusWords } from "./events.ts";
import { historyOf } from "./history.ts";
import { match, matchInOrder } from "./match.ts";
import { notApplicable } from "./not-applicable.ts";

export type Verdict =
  | { readonly kind: "passed" }
  | { readonly kind: "failed"; readonly differences: readonly string[] }
  | { readonly kind: "not-applicable"; readonly reason: string }
  | { readonly kind: "unwritten" };

/** With `alwaysReplay`, everything is replayed at every await, and the verdict is to be the same. */
export async function judge(test: ConformanceCase, alwaysReplay: boolean): Promise<Verdict> {
  const reason = notApplicable.get(test.id);
  if (reason !== undefined) return { kind: "not-applicable", reason };
  const automation = automations.get(test.id);
  if (!automation) return { kind: "unwritten" };
  const folder = await mkdtemp(join(tmpdir(), "conformance-"));
  try {
    const differences = differencesOf(test, await drive({ ...test, alwaysReplay }, automation, folder));
    return differences.length === 0 ? { kind: "passed" } : { kind: "failed", differences };
  } catch (error) {
    return { kind: "failed", differences: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function differencesOf(test: ConformanceCase, driven: Driven): string[] {
  return [...resultDifferences(test, driven), ...historyDifferences(test, driven), ...logDifferences(test, driven)];
}

function resultDifferences({ ExpectedResult: expected }: ConformanceCase, { outcome }: Driven): string[] {
  if (!expected) return [];
  const status = statusWords[outcome.status];
  if (status !== expected.ExecutionStatus) {
    return [`the run is ${status} and was to be ${expected.ExecutionStatus}: ${JSON.stringify(outcome)}`];
  }
  if (expected.Result === undefined) return [];
  // JSON cannot say undefined, so null stands for it.
  const output = (outcome.status === "completed" ? outcome.output : undefined) ?? null;
  const isEqual =
    typeof expected.Result === "string"
      ? match(expected.Result, output, new Map()) !== undefined
      : isDeepStrictEqual(expected.Result, output);
  return isEqual ? [] : [`the result is ${JSON.stringify(output)} and was to be ${JSON.stringify(expected.Result)}`];
}

function historyDifferences({ ExpectedExecutionHistory: expected }: ConformanceCase, driven: Driven): string[] {
  const history = historyOf(driven.invocations);
  const matched = matchInOrder(expected, history);
  if (matched.kind === "matched") return [];
  const told = history.map((event) => `\n    ${JSON.stringify(event)}`).join("");
  return [`the history has no ${JSON.stringify(matched.unmatched)} in its place:${told}`];
}

function logDifferences({ ExpectedLogs }: ConformanceCase, { logs }: Driven): string[] {
  return ExpectedLogs.flatMap(({ match: { message }, count }) => {
    const [, regex] = /^\/(.*)\/$/s.exec(message) ?? [];
    const found = logs.filter((log) => (regex === undefined ? log === message : new RegExp(regex).test(log))).length;
    return found === count ? [] : [`${found} lines of log match ${message}, and ${count} were to`];
  });
}
