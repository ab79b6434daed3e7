import type { RetryPolicy } from "../policy/retry.ts";
import type { Attempts, Command } from "./definition.ts";
import type { Template } from "./expression.ts";
import { noteAtValue, type Vantage, readTemplate, readTemplates, type Reading } from "./reading.ts";
import { describePath } from "./schema-faults.ts";
import { retryPolicyOf } from "./schema/retry-policy.ts";
import type { WrittenStep } from "./schema/step.ts";
import { refusalOf } from "./script.ts";
import type { ValuePath } from "./source.ts";
import { suggest } from "../policy/suggestion.ts";

/** What the automation says of all its steps. */
export interface Surroundings {
  readonly retryPolicies: ReadonlyMap<string, RetryPolicy>;
  readonly shell: string | undefined;
  readonly workingDirectory: Template | undefined;
}

/** The script, and what it runs in. */
export function readCommand(
  reading: Reading,
  path: ValuePath,
  step: WrittenStep,
  around: Surroundings,
  vantage: Vantage,
): Command {
  const script = step.run ?? "";
  const shell = step.shell ?? around.shell;
  const folder = step["working-directory"];
  for (const key of ["run", "unless", "compensate"] as const) {
    const text = step[key] ?? "";
    const refusal = refusalOf(text, key, shell);
    if (refusal === undefined) continue;
    const at = reading.source.characterAt([...path, key], text.indexOf("${{"));
    reading.faults.push({ at, message: `${describePath([...path, key])}: ${refusal}` });
  }
  return {
    script,
    scriptAt: reading.source.valueAt([...path, "run"]),
    shell,
    workingDirectory:
      folder === undefined
        ? around.workingDirectory
        : readTemplate(reading, [...path, "working-directory"], folder, vantage),
    env: readTemplates(reading, [...path, "env"], step.env, vantage),
  };
}

/** How a step takes effect, and how its attempts are limited. */
export function readEffect(
  reading: Reading,
  path: ValuePath,
  step: WrittenStep,
  around: Surroundings,
  vantage: Vantage,
) {
  const { fingerprint, "on-change": onChange } = step;
  return {
    ...readAttempts(reading, path, step, around),
    semantics: step.semantics ?? ("at-least-once" as const),
    unless: step.unless,
    compensate: step.compensate,
    paths: step.paths ?? [],
    fingerprint:
      fingerprint === undefined ? undefined : readTemplate(reading, [...path, "fingerprint"], fingerprint, vantage),
    onChange,
  };
}

function readAttempts(reading: Reading, path: ValuePath, step: WrittenStep, around: Surroundings): Attempts {
  const { timeout, deadline, "idle-timeout": idleTimeout } = step;
  for (const key of ["timeout", "idle-timeout"] as const) {
    if (deadline === undefined || !((step[key] ?? 0) > deadline)) continue;
    noteAtValue(reading, [...path, key], "is longer than deadline and never reached; lower the one or raise the other");
  }
  return { timeout, deadline, idleTimeout, circuit: step.circuit, retry: readRetry(reading, path, step.retry, around) };
}

function readRetry(
  reading: Reading,
  path: ValuePath,
  written: WrittenStep["retry"],
  { retryPolicies }: Surroundings,
): RetryPolicy | undefined {
  if (written === undefined) return undefined;
  if (typeof written !== "string") return retryPolicyOf(written);
  const policy = retryPolicies.get(written);
  if (policy !== undefined) return policy;
  noteAtValue(
    reading,
    [...path, "retry"],
    `there is no retry policy "${written}"${suggest(written, retryPolicies.keys())}`,
  );
  return undefined;
}
