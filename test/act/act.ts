/** Real act as a user starts it, with a home of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, mkdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { inject, onTestFinished } from "vitest";
import * as z from "zod";

/** A line of act's log, as `--json` gives it. */
const Line = z.object({
  msg: z.string(),
  stage: z.string().optional(),
  stepID: z.array(z.string()).optional(),
  stepResult: z.string().optional(),
  raw_output: z.boolean().optional(),
});

export interface Ended {
  readonly code: number | null;
  /** What holdfast and act said beside the log. */
  readonly errors: string;
  /** What the steps printed. */
  readonly output: string;
  /** All of act's log: also annotations, outputs and summaries. */
  readonly said: string;
  /** How the main stage of a step ended; undefined where it was skipped or never reached. */
  resultOf(stepId: string): string | undefined;
}

export interface Started {
  /** Asks holdfast alone to stop. */
  interrupt(): void;
  /** Ends holdfast and act at once, as when a machine is lost. */
  kill(): void;
  readonly ended: Promise<Ended>;
}

export interface User {
  readonly home: string;
  /** A folder outside of every workspace. */
  readonly outside: string;
  /** `holdfast act …` of the built command. */
  holdfastAct(...args: string[]): Promise<Ended>;
  startHoldfastAct(...args: string[]): Started;
  /** act alone, with its own cache server. */
  plainAct(...args: string[]): Promise<Ended>;
  /** Removes every cache entry between runs, as GitHub may at any time. */
  evictCaches(): Promise<void>;
  /** The repository's issues, oldest first, each with its comments. */
  issues(): Promise<Issue[]>;
  /** What was executed, as the examples trace it, since the last time this was asked. */
  executed(): Promise<string[]>;
}

const Issue = z.object({ number: z.number(), title: z.string(), state: z.string(), body: z.string() });
const Comment = z.object({ body: z.string() });
export type Issue = z.infer<typeof Issue> & { readonly comments: readonly string[] };

/** A user who never ran act before. */
export async function newUser(folder = inject("project")): Promise<User> {
  const root = await mkdtemp(join(tmpdir(), "holdfast-user-"));
  onTestFinished(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));
  const home = join(root, "home");
  const outside = join(root, "outside");
  await mkdir(home);
  await mkdir(outside);
  const trace = join(outside, "executed");
  const environment = {
    HOME: home,
    // Node 24 first, as under npx.
    PATH: [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter),
    LANG: "C.UTF-8",
    EXECUTED: trace,
  };
  const command = join(inject("project"), "dist", "cli", "holdfast.js");
  const start = (file: string, args: readonly string[]) => {
    const child = spawn(file, args, {
      cwd: folder,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let printed = "";
    child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    const errors = text(child.stderr);
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => {
        errors.then((said) => resolve(endedWith(code, printed, said)), reject);
      });
    });
    return { interrupt: () => child.kill("SIGINT"), kill: () => process.kill(-child.pid!, "SIGKILL"), ended };
  };
  const common = ["--json", "--rm"];
  const startHoldfastAct = (...args: string[]) =>
    start(process.execPath, [command, "act", "--host-mode", ...args, ...common]);
  let seen = 0;

  /** The services that jobs are given, between runs. */
  async function withServices<T>(use: (url: string) => Promise<T>): Promise<T> {
    const emulator = spawn(process.execPath, [command, "emulate", "--json"], { cwd: folder, env: environment });
    const [first] = await once(createInterface(emulator.stdout), "line");
    const closed = once(emulator, "close");
    try {
      return await use(z.object({ url: z.url() }).parse(JSON.parse(String(first))).url);
    } finally {
      emulator.kill("SIGTERM");
      await closed;
    }
  }

  return {
    home,
    outside,
    startHoldfastAct,
    holdfastAct: (...args) => startHoldfastAct(...args).ended,
    plainAct: (...args) => start("act", ["-P", "ubuntu-latest=-self-hosted", ...args, ...common]).ended,
    evictCaches: () =>
      withServices(async (url) => {
        const answer = await fetch(`${url}/_emulator/evictions`, {
          method: "POST",
          body: JSON.stringify({ all: true }),
        });
        z.object({ evicted: z.array(z.unknown()).min(1) }).parse(await answer.json());
      }),
    issues: () =>
      withServices(async (url) => {
        const ask = async (path: string): Promise<unknown> => {
          const answer = await fetch(`${url}/repos/kelp/forest/issues${path}`, {
            headers: { authorization: "token any" },
          });
          return answer.json();
        };
        const issues = z.array(Issue).parse(await ask("?state=all&direction=asc"));
        return Promise.all(
          issues.map(async (issue) => {
            const comments = z.array(Comment).parse(await ask(`/${issue.number}/comments`));
            return { ...issue, comments: comments.map(({ body }) => body) };
          }),
        );
      }),
    async executed() {
      const all = (await readFile(trace, "utf8").catch(() => "")).split("\n").slice(0, -1);
      return all.slice(seen, (seen = all.length));
    },
  };
}

/** Throws with all that was said where act did not succeed. */
export function requireSuccess({ code, said, errors }: Ended): void {
  if (code !== 0) throw new Error(`act ended with ${code}:\n${said}\n${errors}`);
}

function endedWith(code: number | null, printed: string, errors: string): Ended {
  const lines = printed.split("\n").flatMap((line) => {
    const parsed = Line.safeParse(line.startsWith("{") ? JSON.parse(line) : undefined);
    return parsed.success ? [parsed.data] : [];
  });
  return {
    code,
    errors,
    said: lines.map(({ msg }) => msg).join("\n"),
    output: lines.flatMap(({ raw_output: raw, msg }) => (raw ? [msg.replace(/\r?\n$/, "")] : [])).join("\n"),
    resultOf: (id) =>
      lines.find(
        ({ stage, stepID, stepResult }) => stage === "Main" && stepResult !== undefined && stepID?.at(-1) === id,
      )?.stepResult,
  };
}
