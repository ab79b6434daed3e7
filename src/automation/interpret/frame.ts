/** What steps see of the steps before them: in the automation, or in a branch of it. */
import * as z from "zod/mini";
import { isReplayablePath, isReplayableVariable, type CommandRecord } from "../../durable/command-record.ts";
import type { Context } from "../../durable/context.ts";
import { attachmentSchema, type Attachment } from "../../journal/event-parts.ts";
import type { Definition } from "../definition.ts";
import { evaluateText, type Scope } from "../evaluate.ts";
import type { Template } from "../expression.ts";
import type { Status } from "../expression-functions.ts";
import type { Surroundings } from "./surroundings.ts";

const resultSchema = z.strictObject({
  /** What it came to, and what that counts as where a failure is gone past. */
  outcome: z.enum(["success", "failure", "skipped"]),
  conclusion: z.enum(["success", "failure", "skipped"]),
  outputs: z.record(z.string(), z.string()),
});
export type StepResult = z.infer<typeof resultSchema>;

/** What a branch leaves to the steps after it, as it is recorded. */
export const leftSchema = z.strictObject({
  results: z.array(z.tuple([z.string(), resultSchema])),
  environment: z.array(z.tuple([z.string(), z.string()])),
  path: z.array(z.string()),
  archives: z.array(attachmentSchema),
});
export type Left = z.infer<typeof leftSchema>;

export interface Frame {
  readonly definition: Definition;
  readonly around: Surroundings;
  readonly context: Context;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly results: Map<string, StepResult>;
  /** What earlier steps wrote to `GITHUB_ENV` and `GITHUB_PATH`. */
  readonly environment: Map<string, string>;
  readonly path: string[];
  /** Archives of the files that steps here kept. */
  readonly archives: Attachment[];
  /** How often each step was come to. */
  readonly visits: Map<string, number>;
}

/** A frame for a branch: it sees what was before it, and what it does is its own until it ends. */
export function branchFrame(frame: Frame, context: Context): Frame {
  return {
    ...frame,
    context,
    results: new Map(frame.results),
    environment: new Map(frame.environment),
    path: [...frame.path],
    archives: [],
    visits: new Map(),
  };
}

export function leftBy(frame: Frame, before: Frame): Left {
  return {
    results: [...frame.results].filter(([name, result]) => before.results.get(name) !== result),
    environment: [...frame.environment].filter(([name, value]) => before.environment.get(name) !== value),
    path: frame.path.filter((entry) => !before.path.includes(entry)),
    archives: [...frame.archives],
  };
}

export function takeLeft(frame: Frame, left: Left): void {
  for (const [name, result] of left.results) frame.results.set(name, result);
  for (const [name, value] of left.environment) frame.environment.set(name, value);
  frame.path.push(...left.path);
  frame.archives.push(...left.archives);
}

/**
 * Takes in what a command left. Variables and PATH entries that decide how later commands execute are left out, fresh
 * and replayed alike: a checkpoint must not become a way into them.
 */
export function takeRecord(frame: Frame, step: string, record: CommandRecord): void {
  const { around } = frame;
  around.onRecord?.(step, record);
  const roots = [around.workspace, around.environment["HOME"], around.environment["USERPROFILE"]];
  for (const [name, value] of record.environment) if (isReplayableVariable(name)) frame.environment.set(name, value);
  frame.path.push(...record.path.filter((entry) => isReplayablePath(entry, roots)));
  if (record.archive) frame.archives.push(record.archive);
}

/** What expressions see. `more` is what one item or one look adds. */
export function scopeOf(frame: Frame, status: Status, more: Readonly<Record<string, unknown>> = {}): Scope {
  const { around, context, inputs, results, environment } = frame;
  const { key, automation } = context.run;
  return {
    status,
    contexts: {
      inputs,
      steps: results,
      env: environment,
      vars: around.vars,
      flags: around.flags,
      run: { key, automation },
      github: around.github,
      ...more,
    },
  };
}

/** The variables of a command: those of the job, of earlier steps, of the automation and of its step, the last first. */
export function variablesFor(
  frame: Frame,
  own: ReadonlyMap<string, Template>,
  scope: Scope,
): Readonly<Record<string, string>> {
  const { around, definition, environment, path } = frame;
  const separator = around.world.processes.platform === "win32" ? ";" : ":";
  const searched = [...path.toReversed(), around.environment["PATH"] ?? ""].filter((entry) => entry !== "");
  const variables: Record<string, string> = {
    ...around.environment,
    ...Object.fromEntries(environment),
    ...(searched.length > 0 && { PATH: searched.join(separator) }),
  };
  const seen = new Map(environment);
  for (const given of [definition.env, own]) {
    for (const [name, template] of given) {
      const value = evaluateText(template, { ...scope, contexts: { ...scope.contexts, env: seen } });
      variables[name] = value;
    }
    for (const name of given.keys()) seen.set(name, variables[name] ?? "");
  }
  return variables;
}
