import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { newShell, type Finished, type Running, type Shell } from "./command.ts";

const Call = z.object({ args: z.array(z.string()), path: z.string() });

/** Notes what it is asked for, fetches what CALL says, and ends as END says. */
const standIn = `#!${process.execPath}
const { argv, env } = process;
const args = argv.slice(2);
if (args[0] === "--version") {
  console.log("act version " + (env.ACT_VERSION ?? "0.2.87"));
} else {
  require("node:fs").appendFileSync(env.CALLS, JSON.stringify({ args, path: env.PATH }) + "\\n");
  if (env.END === "wait") {
    process.on("SIGINT", () => process.exit(1));
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || process.exit(1), 20);
    console.log("waiting");
  } else if (env.END === "signal") process.kill(process.pid, "SIGKILL");
  else process.exit(Number(env.END ?? 0));
}
`;

// A script is no program that Windows starts without a shell.
describe.skipIf(process.platform === "win32")("holdfast act", () => {
  let shell: Shell;
  let bin: string;

  beforeEach(async () => {
    shell = await newShell();
    bin = join(shell.root, "bin");
    await mkdir(bin);
    await writeFile(join(bin, "act"), standIn);
    await chmod(join(bin, "act"), 0o755);
  });

  const variables = (more: Readonly<Record<string, string>>) => ({
    CALLS: join(shell.root, "calls"),
    PATH: [dirname(process.execPath), bin, "/usr/bin", "/bin"].join(delimiter),
    DOCKER_HOST: "unix:///there",
    ...more,
  });
  const act = (args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Finished> =>
    shell.call(["act", ...args], variables(more));
  const start = (args: readonly string[], more: Readonly<Record<string, string>>): Running =>
    shell.start(["act", ...args], variables(more));

  /** How act was called the last time. */
  async function lastCall(): Promise<{ args: string[]; path: string; environment: Record<string, string> }> {
    const calls = (await readFile(join(shell.root, "calls"), "utf8")).trim().split("\n");
    const { args, path } = Call.parse(JSON.parse(calls.at(-1)!));
    const pairs = args.flatMap((arg, index) => (args[index - 1] === "--env" ? [arg] : []));
    const environment = Object.fromEntries(
      pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
    );
    return { args, path, environment };
  }

  it("hands everything on as it was written, after what it adds", async () => {
    const asked = ["push", "-W", "ci.yml", "-j", "test", "--env", "A=b", "--json", "-P", "ubuntu-latest=node:24"];
    expect(await act(asked)).toMatchObject({ code: 0 });
    const { args } = await lastCall();
    expect(args.slice(-asked.length)).toEqual(asked);
    expect(args).toContain("--no-cache-server");
  });

  it("tells jobs where the services are, and leaves to act what it finds out itself", async () => {
    await act(["push"], { NO_PROXY: "intranet" });
    const { environment } = await lastCall();
    expect(environment).toMatchObject({
      ACTIONS_CACHE_SERVICE_V2: "1",
      ACTIONS_RESULTS_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/),
      GITHUB_RUN_ID: "1001",
      GITHUB_RUN_ATTEMPT: "1",
      GITHUB_RUN_NUMBER: "1",
      NO_PROXY: "intranet,127.0.0.1,localhost",
    });
    expect(environment).not.toHaveProperty("GITHUB_TOKEN");
    expect(environment).not.toHaveProperty("GITHUB_REF");
  });

  it("lets the user's own --env win", async () => {
    await act(["--env", "GITHUB_RUN_ATTEMPT=7", "--env", "GITHUB_REPOSITORY=octo/kelp"]);
    expect((await lastCall()).environment).toMatchObject({ GITHUB_RUN_ATTEMPT: "7", GITHUB_REPOSITORY: "octo/kelp" });
  });

  it("gives each invocation a run of its own, and --rerun the next attempt of the last one or of the one named", async () => {
    const attempts: string[] = [];
    for (const args of [
      ["push"],
      ["push"],
      ["--rerun", "push"],
      ["push", "--rerun"],
      ["--rerun", "1001", "push"],
      ["--rerun"],
    ]) {
      expect((await act(args)).code).toBe(0);
      const { environment } = await lastCall();
      attempts.push(`${environment["GITHUB_RUN_ID"]}/${environment["GITHUB_RUN_ATTEMPT"]}`);
    }
    expect(attempts).toEqual(["1001/1", "1002/1", "1002/2", "1002/3", "1001/2", "1002/4"]);
    const { args } = await lastCall();
    expect(args).not.toContain("--rerun");
  });

  it("hands the event on that follows --rerun", async () => {
    await act(["push"]);
    await act(["--rerun", "push", "-j", "test"]);
    expect((await lastCall()).args.slice(-3)).toEqual(["push", "-j", "test"]);
  });

  it.each([
    ["1", 1],
    ["signal", 137],
  ])("ends as act did: %s", async (end, code) => {
    const ended = await act(["push"], { END: end });
    expect(ended.code).toBe(code);
    expect(ended.errors).toContain("run 1001 did not succeed: `holdfast act --rerun`");
  });

  it("passes on that it was asked to stop, and can re-run that run", async () => {
    const running = start(["push"], { END: "wait" });
    expect(await running.firstLine).toBe("waiting");
    running.process.kill("SIGINT");
    expect((await running.finished).code).toBe(1);
    await act(["--rerun"]);
    expect((await lastCall()).environment["GITHUB_RUN_ATTEMPT"]).toBe("2");
  });

  it("re-runs a run whose machine was lost", async () => {
    const running = start(["push"], { END: "wait" });
    await running.firstLine;
    running.process.kill("SIGKILL");
    await running.finished;
    expect(await act(["--rerun"])).toMatchObject({ code: 0 });
    expect((await lastCall()).environment).toMatchObject({ GITHUB_RUN_ID: "1001", GITHUB_RUN_ATTEMPT: "2" });
  });

  it.each([["-l"], ["--list"], ["-n"], ["--graph"]])("%s only asks act, and is no run", async (flag) => {
    expect((await act([flag])).errors).toBe("");
    expect((await lastCall()).args).toEqual([flag]);
    await act(["push"]);
    expect((await lastCall()).environment["GITHUB_RUN_ID"]).toBe("1001");
  });

  describe("where jobs run", () => {
    it("is Docker where there is one, as act has it", async () => {
      await act(["push"]);
      expect((await lastCall()).args).not.toContain("-P");
    });

    it("is this machine when it is asked to be", async () => {
      await act(["--host-mode", "push"], { DOCKER_HOST: "unix:///there" });
      expect((await lastCall()).args).toEqual(expect.arrayContaining(["-P", "ubuntu-latest=-self-hosted"]));
    });

    it("is what the user's configuration of act says", async () => {
      await writeFile(join(shell.home, ".actrc"), "-P ubuntu-latest=-self-hosted\n");
      await act(["push"]);
      expect((await lastCall()).args).not.toContain("-P");
    });
  });

  describe("Node for JavaScript actions", () => {
    const old = "#!/bin/sh\necho v20.1.0\n";

    let oldFirst: string;

    beforeEach(async () => {
      oldFirst = [join(shell.root, "old"), dirname(process.execPath), bin, "/usr/bin", "/bin"].join(delimiter);
      await mkdir(join(shell.root, "old"));
      await writeFile(join(shell.root, "old", "node"), old);
      await chmod(join(shell.root, "old", "node"), 0o755);
    });

    it("is put first where an older one is before it", async () => {
      await act(["--host-mode", "push"], { PATH: oldFirst });
      expect((await lastCall()).path.split(delimiter)[0]).toBe(dirname(process.execPath));
    });

    it("is left as it is in Docker, where images bring their own", async () => {
      await act(["push", "-P", "ubuntu-latest=node:24"], { PATH: oldFirst });
      expect((await lastCall()).path).toBe(oldFirst);
    });
  });

  it("says how to install act where there is none", async () => {
    const { code, errors } = await act(["push"], { PATH: dirname(process.execPath) });
    expect(code).toBe(2);
    expect(errors).toContain("there is no act on PATH");
    expect(errors).toContain("brew install act");
    const named = await act(["--act", "./nowhere/act", "push"]);
    expect(named.errors).toContain("there is no act at ./nowhere/act");
  });

  it("says which act is too old, and which is none", async () => {
    const before = await act(["push"], { ACT_VERSION: "0.2.77" });
    expect(before.code).toBe(2);
    expect(before.errors).toContain("act 0.2.77, and 0.2.82 or later is needed");
    const other = await act(["push"], { ACT_VERSION: "of kindness" });
    expect(other.errors).toContain("it is no act");
  });

  it.each([
    [["--rerun"], "there is no run to re-run"],
    [["--rerun", "77"], "there is no run 77"],
    [["push", "-e", "missing.json"], "there is no event file"],
    [["--repository", "x"], "write owner/name"],
  ])("%j is refused with advice", async (args, advice) => {
    const { code, errors } = await act(args);
    expect(errors).toContain(advice);
    expect(code).toBe(2);
  });

  it("gives a made-up github.token only where it is asked to", async () => {
    await act(["push"]);
    expect((await lastCall()).args).not.toContain("--secret");
    await act(["push", "--local-token"]);
    expect((await lastCall()).args).toEqual(expect.arrayContaining(["--secret", "GITHUB_TOKEN=ghs_emulator"]));
  });
});
