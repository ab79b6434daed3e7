/** What steps see of the steps before them: in the automation, or in a branch of it. */
import * as z from "zod/mini";
import { isReplayablePath, isReplayableVariable, type CommandRecord } from "../../durable/command/record.ts";
import type { Context } from "../../durable/context.ts";
import type { Definition } from "../definition.ts";
import { evaluateText, type Scope } from "../evaluate.ts";
import type { Template } from "../expression.ts";
import type { Status } from "../expression-functions.ts";
import { leaveOutSecrets } from "./secrets.ts";
import type { Surroundings } from "./surroundings.ts";

export interface StepResult {
  /** What it came to, and what that counts as where a failure is gone past. */
  readonly outcome: "success" | "failure" | "skipped";
  readonly conclusion: "success" | "failure" | "skipped";
  readonly outputs: Readonly<Record<string, string>>;
}

/** Not as members of an object: what is recorded may not have one called `__proto__`. */
const pairs = z.array(z.tuple([z.string(), z.string()]));
const ending = z.enum(["success", "failure", "skipped"]);

/** What a branch leaves to the steps after it, as it is recorded. */
export const leftSchema = z.strictObject({
  results: z.array(z.tuple([z.string(), z.strictObject({ outcome: ending, conclusion: ending, outputs: pairs })])),
  environment: pairs,
  path: z.array(z.string()),
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
    visits: new Map(),
  };
}

/** What a branch did to its frame, without what holds a secret: it is recorded, and what is not recorded is not handed on. */
export function leftBy(frame: Frame, before: Frame): Left {
  const results = [...frame.results].filter(([name, result]) => before.results.get(name) !== result);
  const environment = [...frame.environment].filter(([name, value]) => before.environment.get(name) !== value);
  const path = frame.path.slice(before.path.length).map((entry): [string, string] => [entry, ""]);
  return {
    results: results.map(([name, { outputs, ...result }]) => {
      const open = leaveOutSecrets(frame, Object.entries(outputs), (output) => `output ${output} of "${name}"`);
      return [name, { ...result, outputs: open }];
    }),
    environment: leaveOutSecrets(frame, environment, (name) => `variable ${name}`),
    path: leaveOutSecrets(frame, path, () => "an entry of PATH").map(([entry]) => entry),
  };
}

export function takeLeft(frame: Frame, left: Left): void {
  for (const [name, { outputs, ...result }] of left.results) {
    frame.results.set(name, { ...result, outputs: Object.fromEntries(outputs) });
  }
  for (const [name, value] of left.environment) frame.environment.set(name, value);
  frame.path.push(...left.path);
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
}

/** What expressions see. `more` is what one item or one look adds. */
export function scopeOf(frame: Frame, status: Status, more: Readonly<Record<string, unknown>> = {}): Scope {
  const { around, context, inputs, results, definition } = frame;
  const { key, automation } = context.run;
  const contexts = {
    inputs,
    steps: results,
    env: frame.environment,
    vars: around.vars,
    flags: around.flags,
    run: { key, automation },
    github: around.github,
    ...more,
  };
  if (definition.env.size === 0) return { status, contexts };
  const env = new Map([...evaluated(definition.env, { status, contexts }), ...frame.environment]);
  return { status, contexts: { ...contexts, env } };
}

/**
 * The variables of a command: those of the job, of the automation, of earlier steps and of its step. The last wins, as in
 * a workflow.
 */
export function variablesFor(
  { around, path }: Frame,
  own: ReadonlyMap<string, Template>,
  scope: Scope,
): Readonly<Record<string, string>> {
  const separator = around.world.processes.platform === "win32" ? ";" : ":";
  const searched = [...path.toReversed(), around.environment["PATH"] ?? ""].filter((entry) => entry !== "");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- scopeOf made it
  const env = scope.contexts.env as ReadonlyMap<string, string>;
  return {
    ...around.environment,
    ...(searched.length > 0 && { PATH: searched.join(separator) }),
    ...Object.fromEntries(env),
    ...Object.fromEntries(evaluated(own, scope)),
  };
}

function evaluated(templates: ReadonlyMap<string, Template>, scope: Scope): [string, string][] {
  return [...templates].map(([name, template]) => [name, evaluateText(template, scope)]);
}
