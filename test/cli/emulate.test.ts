import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import * as z from "zod";
import { newShell, type Running, type Shell } from "./command.ts";

const Announcement = z.object({
  url: z.url(),
  state: z.string().nullable(),
  environment: z.record(z.string(), z.string()),
});

async function emulate(shell: Shell, ...args: string[]): Promise<z.infer<typeof Announcement> & { running: Running }> {
  const running = shell.start(["emulate", "--json", ...args], { HOLDFAST_DIR: join(shell.root, "holdfast") });
  return { running, ...Announcement.parse(JSON.parse(await running.firstLine)) };
}

async function openIssue({ environment, url }: z.infer<typeof Announcement>): Promise<number> {
  const answer = await fetch(`${url}/repos/${environment["GITHUB_REPOSITORY"]}/issues`, {
    method: "POST",
    headers: { authorization: `Bearer ${environment["GITHUB_TOKEN"]}` },
    body: JSON.stringify({ title: "x" }),
  });
  return z.object({ number: z.number() }).parse(await answer.json()).number;
}

describe("holdfast emulate", () => {
  it("serves the repository it was given, and tells a job's environment", async () => {
    const shell = await newShell();
    const served = await emulate(shell, "--repository", "octo/kelp", "--memory");
    expect(served.state).toBeNull();
    expect(served.environment).toMatchObject({
      ACTIONS_RESULTS_URL: `${served.url}/`,
      ACTIONS_CACHE_SERVICE_V2: "1",
      GITHUB_API_URL: served.url,
      GITHUB_REPOSITORY: "octo/kelp",
      GITHUB_RUN_ID: "1001",
      GITHUB_RUN_ATTEMPT: "1",
    });
    expect(new URL(served.url).hostname).toBe("127.0.0.1");
    expect(await openIssue(served)).toBe(1);
  });

  it.skipIf(process.platform === "win32")(
    "ends without error when asked to, and knows all it answered for when it is started again",
    async () => {
      const shell = await newShell();
      const first = await emulate(shell, "--repository", "octo/kelp");
      expect(first.state).toBe(join(shell.root, "holdfast", "emulator", "octo", "kelp"));
      expect(await openIssue(first)).toBe(1);
      first.running.process.kill("SIGTERM");
      expect(await first.running.finished).toMatchObject({ code: 0, errors: "" });

      const second = await emulate(shell, "--repository", "octo/kelp");
      expect(second.environment["GITHUB_RUN_ID"]).toBe("1002");
      expect(await openIssue(second)).toBe(2);
    },
  );

  it("keeps others from the state it has, also where they ask for it by folder", async () => {
    const shell = await newShell();
    const state = join(shell.root, "state");
    const { running } = await emulate(shell, "--state", state);
    const second = await shell.call(["emulate", "--state", state]);
    expect(second.code).toBe(2);
    expect(second.errors).toContain(`another holdfast uses the state in ${state}`);
    expect(second.errors).toContain(String(running.process.pid));
  });

  it("prints lines that a shell can read", async () => {
    const shell = await newShell();
    const running = shell.start(["emulate", "--memory", "--env"]);
    expect(await running.firstLine).toMatch(/^export ACTIONS_CACHE_URL='http:\/\/127\.0\.0\.1:\d+\/'$/);
  });

  it("says that a port is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    const port = await new Promise<number>((resolve) => {
      server.once("listening", () => {
        const address = server.address();
        resolve(address !== null && typeof address === "object" ? address.port : 0);
      });
    });
    const { code, errors } = await (await newShell()).call(["emulate", "--memory", "--port", String(port)]);
    expect(code).toBe(2);
    expect(errors).toContain(`port ${port} of 127.0.0.1 is taken`);
  });

  it("warns of an address that others reach, and names jobs the one they are told to use", async () => {
    const shell = await newShell();
    const running = shell.start([
      "emulate",
      "--memory",
      "--json",
      "--host",
      "0.0.0.0",
      "--advertise",
      "host.docker.internal",
    ]);
    const { environment } = Announcement.parse(JSON.parse(await running.firstLine));
    expect(environment["ACTIONS_RESULTS_URL"]).toMatch(/^http:\/\/host\.docker\.internal:\d+\/$/);
    expect(environment["NO_PROXY"]).toContain("host.docker.internal");
    running.process.kill("SIGTERM");
    expect((await running.finished).errors).toContain("whoever reaches 0.0.0.0");
  });

  it.each([
    [["emulate", "--port", "70000"], "from 0 to 65535"],
    [["emulate", "--repository", "nonsense"], "write owner/name"],
    [["emulate", "--memory", "--state", "x"], "cannot be used with"],
    [["emulate", "--env", "--json"], "cannot be used with"],
    [["emulate", "--host", "no.such.host.invalid", "--memory"], "no address of this machine"],
    [["nonsense"], "unknown command"],
  ])("%j is refused with advice", async (args, advice) => {
    const { code, errors } = await (await newShell()).call(args);
    expect(errors).toContain(advice);
    expect(code).toBe(2);
  });

  it("helps", async () => {
    const { code, output } = await (await newShell()).call(["--help"]);
    expect(code).toBe(0);
    expect(output).toContain("emulate");
    expect(output).toContain("Exit codes");
  });
});
