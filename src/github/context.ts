import * as z from "zod/mini";
import type { World } from "../world.ts";

export interface Repository {
  readonly owner: string;
  readonly name: string;
}

/** What the runner told this process about the run it is part of; undefined where it told nothing. */
export interface RunnerContext {
  readonly repository: Repository | undefined;
  readonly runId: number | undefined;
  /** 1 for the first, one more with each re-run. */
  readonly attempt: number | undefined;
  readonly job: string | undefined;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly workspace: string | undefined;
  /** Emptied before and after each job. */
  readonly temporaryFolder: string | undefined;
  readonly toolCache: string | undefined;
  /** The step's id, or a name made of the action's with a number. */
  readonly actionId: string | undefined;
  /** Run by https://github.com/nektos/act. */
  readonly act: boolean;
  /** On GitHub Enterprise Server, by the rule the official clients use. */
  readonly enterpriseServer: boolean;
}

/** The runner told something wrong, or not enough for what is asked. */
export class ContextError extends Error {
  override readonly name = "ContextError";
}

const text = z.optional(z.string().check(z.maxLength(4096, "longer than 4096 characters")));
const matching = (pattern: RegExp, otherwise: string) => z.optional(z.string().check(z.regex(pattern, otherwise)));
const address = z.optional(z.url({ protocol: /^https?$/, error: "not an http address" }));
const whole = (maximum: number) =>
  z.optional(
    z.pipe(
      z.string().check(z.regex(/^\d{1,16}$/, "not a whole number")),
      z.pipe(
        z.transform(Number),
        z.number().check(z.minimum(1, "less than 1"), z.maximum(maximum, `more than ${maximum}`)),
      ),
    ),
  );

const Variables = z.object({
  GITHUB_REPOSITORY: matching(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, "not owner/name"),
  GITHUB_RUN_ID: whole(Number.MAX_SAFE_INTEGER),
  GITHUB_RUN_ATTEMPT: whole(10_000),
  GITHUB_JOB: text,
  GITHUB_SERVER_URL: address,
  GITHUB_API_URL: address,
  GITHUB_WORKSPACE: text,
  RUNNER_TEMP: text,
  RUNNER_TOOL_CACHE: text,
  GITHUB_ACTION: text,
});

/**
 * Reads the runner's variables. What is missing is undefined; what is there and makes no sense throws
 * {@link ContextError}, naming the variable and its value.
 */
export function readContext(environment: World["environment"]): RunnerContext {
  const given = Object.keys(Variables.shape).map((name) => [name, environment[name] || undefined] as const);
  const result = z.safeParse(Variables, Object.fromEntries(given));
  if (!result.success) throw new ContextError(result.error.issues.map((issue) => fault(issue, environment)).join("\n"));
  const variables = result.data;
  const serverUrl = variables.GITHUB_SERVER_URL ?? "https://github.com";
  return Object.freeze({
    repository: splitRepository(variables.GITHUB_REPOSITORY),
    runId: variables.GITHUB_RUN_ID,
    attempt: variables.GITHUB_RUN_ATTEMPT,
    job: variables.GITHUB_JOB,
    serverUrl,
    apiUrl: variables.GITHUB_API_URL ?? "https://api.github.com",
    workspace: variables.GITHUB_WORKSPACE,
    temporaryFolder: variables.RUNNER_TEMP,
    toolCache: variables.RUNNER_TOOL_CACHE,
    actionId: variables.GITHUB_ACTION,
    act: environment["ACT"] === "true",
    enterpriseServer: isEnterpriseServer(serverUrl),
  });
}

function fault({ path: [name], message }: z.core.$ZodIssue, environment: World["environment"]): string {
  const value = environment[String(name)] ?? "";
  return `${String(name)} is ${JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value)}: ${message}`;
}

/** What a {@link RunnerContext} may lack, and the variable that would have told it. */
const TOLD_BY = {
  repository: "GITHUB_REPOSITORY",
  runId: "GITHUB_RUN_ID",
  attempt: "GITHUB_RUN_ATTEMPT",
  job: "GITHUB_JOB",
  workspace: "GITHUB_WORKSPACE",
  temporaryFolder: "RUNNER_TEMP",
  toolCache: "RUNNER_TOOL_CACHE",
  actionId: "GITHUB_ACTION",
} as const satisfies Partial<Record<keyof RunnerContext, string>>;

type Told = keyof typeof TOLD_BY;
type Knowing<F extends Told> = RunnerContext & { readonly [K in F]: NonNullable<RunnerContext[K]> };

/** The context with these fields known, or a {@link ContextError} that names the variables nobody set. */
export function requireContext<F extends Told>(context: RunnerContext, ...fields: readonly F[]): Knowing<F> {
  if (knows(context, fields)) return context;
  const missing = fields.filter((field) => context[field] === undefined).map((field) => TOLD_BY[field]);
  throw new ContextError(`${missing.join(", ")} not set: this works only in a job of GitHub Actions, or under act`);
}

function knows<F extends Told>(context: RunnerContext, fields: readonly F[]): context is Knowing<F> {
  return fields.every((field) => context[field] !== undefined);
}

/** Where people see a workflow run. */
export function runUrl(
  { serverUrl }: Pick<RunnerContext, "serverUrl">,
  { owner, name }: Repository,
  runId: number,
): string {
  return `${serverUrl}/${owner}/${name}/actions/runs/${runId}`;
}

/** Where people see an attempt of a run; undefined outside a job. */
export function runAttemptUrl(
  run: Pick<RunnerContext, "attempt" | "repository" | "runId" | "serverUrl">,
): string | undefined {
  const { repository, runId, attempt = 1 } = run;
  if (repository === undefined || runId === undefined) return undefined;
  return `${runUrl(run, repository, runId)}/attempts/${attempt}`;
}

function splitRepository(repository: string | undefined): Repository | undefined {
  const [owner, name] = repository?.split("/") ?? [];
  return owner === undefined || name === undefined ? undefined : Object.freeze({ owner, name });
}

function isEnterpriseServer(serverUrl: string): boolean {
  const host = new URL(serverUrl).hostname.toLowerCase();
  return host !== "github.com" && !host.endsWith(".ghe.com") && !host.endsWith(".localhost");
}
