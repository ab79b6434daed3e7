import { execFileSync } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { put } from "./automations.ts";
import { newShell, type Shell } from "./command.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";
const read = (shell: Shell, path: string) => readFile(join(shell.folder, path), "utf8");

describe("holdfast init", () => {
  it("lists what there is", async () => {
    const shell = await newShell();
    const { code, output } = await shell.call(["init"]);
    expect(code).toBe(0);
    for (const name of ["durable-automation", "scheduled", "event-driven", "deploy"])
      expect(output).toMatch(`${name} `);
  });

  it("copies a template with its automations, pins it, and says what it needs", async () => {
    const shell = await newShell();
    const { code, output } = await shell.call(["init", "deploy", "--commit", commit, "--actions", "octo/anchors"]);
    expect(code).toBe(0);
    expect(output).toMatchInlineSnapshot(`
      "Wrote .github/workflows/deploy.yml.
      Wrote automations/deploy.yml.
      Wrote automations/rollback.yml.

      deploy needs
        contents: read  in staging, production, rollback: to check out
        issues: write  in notify: to open the issue, keep in it what people were told, and close it when all is well again
        environment staging  Settings > Environments
        environment production  Settings > Environments
        no secrets but those of your scripts, by env: of the step that runs them

      The actions come from octo/anchors at 0123456789abcdef0123456789abcdef01234567 (v0.1.0).
      "
    `);
    const workflow = await read(shell, ".github/workflows/deploy.yml");
    expect(workflow).toContain(`uses: octo/anchors/actions/run@${commit} # v`);
    expect(workflow).not.toContain("holdfast/holdfast");
    expect(await read(shell, "automations/deploy.yml")).toContain("automation: deploy");
  });

  it("changes nothing when it is run again, and writes over no automation", async () => {
    const shell = await newShell();
    await shell.call(["init", "deploy", "--commit", commit]);
    await put(shell, "automations/deploy.yml", "mine");
    const { code, output } = await shell.call(["init", "deploy", "--commit", commit, "--force"]);
    expect(code).toBe(0);
    expect(output).toContain(".github/workflows/deploy.yml is up to date.\nautomations/deploy.yml is kept as it is.\n");
    expect(await read(shell, "automations/deploy.yml")).toBe("mine");
  });

  it("writes over another workflow only where it is told to, and else nothing at all", async () => {
    const shell = await newShell();
    await mkdir(join(shell.folder, ".github/workflows"), { recursive: true });
    await put(shell, ".github/workflows/deploy.yml", "mine");
    const refused = await shell.call(["init", "scheduled", "deploy", "--commit", commit]);
    expect(refused.code).toBe(2);
    expect(refused.errors).toContain(".github/workflows/deploy.yml is there and different: --force writes over");
    await expect(read(shell, ".github/workflows/scheduled.yml")).rejects.toThrow("ENOENT");
    expect(await shell.call(["init", "deploy", "--commit", commit, "--force"])).toMatchObject({ code: 0 });
    expect(await read(shell, ".github/workflows/deploy.yml")).toContain("name: Deploy");
  });

  it("writes an organisation's templates with their properties", async () => {
    const shell = await newShell();
    await shell.call(["init", "scheduled", "--organisation", "--commit", commit]);
    expect(await read(shell, "workflow-templates/scheduled.yml")).toContain(commit);
    expect(JSON.parse(await read(shell, "workflow-templates/scheduled.properties.json"))).toMatchObject({
      name: "Scheduled automation",
    });
  });

  it("finds the commit that the tag of its version names", async () => {
    const shell = await newShell();
    const origin = join(shell.root, "octo", "anchors.git");
    await mkdir(origin, { recursive: true });
    const git = (...args: string[]) => execFileSync("git", ["-C", origin, ...args], { encoding: "utf8" }).trim();
    git("init", "--quiet");
    const person = ["-c", "user.name=Octo", "-c", "user.email=octo@example.org"];
    git(...person, "commit", "--quiet", "--allow-empty", "--message", "Release");
    const { output: version } = await shell.call(["--version"]);
    git(...person, "tag", "--annotate", "--message", "Release", `v${version.trim()}`);
    const asked = ["init", "deploy", "--actions", "octo/anchors"];
    expect(await shell.call(asked, { GITHUB_SERVER_URL: shell.root })).toMatchObject({ code: 0 });
    expect(await read(shell, ".github/workflows/deploy.yml")).toContain(
      `octo/anchors/actions/run@${git("rev-parse", "HEAD")} # v`,
    );

    git("tag", "--delete", `v${version.trim()}`);
    const untagged = await shell.call(asked, { GITHUB_SERVER_URL: shell.root });
    expect(untagged.code).toBe(2);
    expect(untagged.errors).toContain(`has no tag v${version.trim()}: name the commit`);
  });

  it.each([
    [["init", "deplyo"], 'there is no template "deplyo"; did you mean "deploy"?'],
    [["init", "deploy", "--commit", "main"], "write the whole commit"],
    [["init", "deploy", "--actions", "anchors"], "write owner/name"],
    [["init", "deploy", "--actions", "octo/none"], "does not answer git: name the commit"],
  ])("writes nothing for %j", async (args, message) => {
    const shell = await newShell();
    const { code, errors } = await shell.call(args, { GITHUB_SERVER_URL: shell.root });
    expect(code).toBe(2);
    expect(errors).toContain(message);
    await expect(read(shell, ".github/workflows/deploy.yml")).rejects.toThrow("ENOENT");
  });
});
