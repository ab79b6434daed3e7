import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lastLine, put, writeAutomation } from "./automations.ts";
import { newShell, type Shell } from "./command.ts";

const approval = `
  await ctx.step("build", () => note("build"), { compensate: () => note("unbuild") });
  return { answer: await ctx.waitForCallback("approve", () => {}) };
`;

async function waiting(body = approval): Promise<Shell> {
  const shell = await newShell();
  await writeAutomation(shell, "deploy.ts", "deploy", body);
  expect((await shell.call(["run", "deploy.ts", "--key", "release-1.4.0"])).code).toBe(0);
  return shell;
}

async function effects({ folder }: Shell): Promise<string> {
  return readFile(join(folder, "effects"), "utf8");
}

async function outputsOf(shell: Shell, key = "release-1.4.0"): Promise<unknown> {
  const { output } = await shell.call(["resume", key, "--json"]);
  return lastLine(output);
}

const refused = (command: string) => ({ code: 2, errors: expect.stringContaining(command) as string });

describe("holdfast approve, reject and signal", () => {
  it("answer what a run waits for, with who said so", async () => {
    const shell = await waiting();
    const { code, output } = await shell.call(["approve", "release-1.4.0", "--by", "anna", "--comment", "looks good"]);
    expect(code).toBe(0);
    expect(output).toBe("approve of release-1.4.0 is answered. The run goes on with: holdfast resume release-1.4.0\n");
    const answer = { approved: true, by: "anna", comment: "looks good" };
    expect(await outputsOf(shell)).toMatchObject({ status: "completed", outputs: { answer } });
  });

  it("take the whole key, for an answer to another run cannot be taken back", async () => {
    const shell = await waiting();
    for (const args of [["approve"], ["reject", "--reason", "red"]]) {
      expect(await shell.call([...args, "release-1.4"])).toMatchObject(
        refused(`there is no run "release-1.4"; did you mean "release-1.4.0"?`),
      );
    }
    expect(await outputsOf(shell)).toMatchObject({ status: "suspended" });
  });

  it("show what was asked", async () => {
    const shell = await waiting();
    const asked = { question: "Publish \u001b[31m1.4.0?", approvers: [], approvals: 1, preventSelfReview: false };
    await writeAutomation(
      shell,
      "ask.ts",
      "ask",
      `await ctx.waitForCallback("ok", () => {}, { approval: ${JSON.stringify(asked)} });`,
    );
    await shell.call(["run", "ask.ts", "--key", "ask-1"]);
    expect((await shell.call(["approve", "ask-1"])).output).toContain("It was asked: Publish");
  });

  it("fail the step with the reason", async () => {
    const shell = await waiting();
    await shell.call(["reject", "release-1.4.0", "approve", "--reason", "red", "--by", "bo"]);
    const failure = { code: "REJECTED", by: "bo", message: expect.stringContaining("bo said no: red") };
    expect(await outputsOf(shell)).toMatchObject({ status: "failed", failure });
  });

  it("say of a second answer that the first one has not been taken in yet", async () => {
    const shell = await waiting();
    await shell.call(["approve", "release-1.4.0", "--by", "anna"]);
    expect(await shell.call(["approve", "release-1.4.0", "--by", "bo"])).toMatchObject(
      refused("was answered by anna, which the run has not taken in yet: holdfast resume release-1.4.0"),
    );
    expect(await outputsOf(shell)).toMatchObject({ outputs: { answer: { by: "anna" } } });
  });

  it("hand over a value as JSON", async () => {
    const shell = await waiting();
    await shell.call(["signal", "release", "approve", "--json", `{"parcel": 4711}`]);
    expect(await outputsOf(shell)).toMatchObject({ outputs: { answer: { parcel: 4711 } } });
  });

  it("are told apart where it is known what is waited for", async () => {
    const shell = await waiting(`
      await ctx.waitForCallback("sign off", () => {}, { expects: "approval" });
      await ctx.waitForCallback("delivered", () => {}, { expects: "event" });
    `);
    expect(await shell.call(["signal", "release", "sign off"])).toMatchObject(
      refused(`waits for an approval: holdfast approve release-1.4.0 'sign off'\n`),
    );
    expect((await shell.call(["status", "release"])).output).toContain(
      "holdfast approve release-1.4.0 'sign off'   (or reject)\n",
    );
    await shell.call(["approve", "release-1.4.0", "sign off"]);
    await shell.call(["resume", "release"]);
    expect(await shell.call(["approve", "release-1.4.0", "delivered"])).toMatchObject(
      refused("waits for an event: holdfast signal release-1.4.0 delivered --json VALUE\n"),
    );
    await shell.call(["signal", "release", "delivered", "--json", "7"]);
    expect(await outputsOf(shell)).toMatchObject({ status: "completed" });
  });

  it.each([
    [["signal", "release", "approve", "--json", "{"], /write JSON/],
    [["approve", "release-1.4.0", "aprove"], /waits for no answer at "aprove"; did you mean "approve"/],
    [["approve", "none"], /there is no run "none"/],
    [["reject", "release-1.4.0"], /--reason/],
  ])("refuse %j", async (args, message) => {
    const shell = await waiting();
    expect(await shell.call(args)).toMatchObject({ code: 2, errors: expect.stringMatching(message) });
  });

  it("ask which is meant where a run waits for several, and say where it waits for none", async () => {
    const both = `await ctx.parallel("ask", { a: (c) => c.waitForCallback("yes", () => {}), "b/c": (c) => c.waitForCallback("yes", () => {}) });`;
    const shell = await waiting(both);
    expect((await shell.call(["approve", "release-1.4.0"])).errors).toContain(
      "(ask/a/yes, ask/b/c/yes): name the step",
    );
    expect(await shell.call(["approve", "release-1.4.0", "ask/b/c/yes"])).toMatchObject({ code: 0 });
    expect(await shell.call(["approve", "release-1.4.0", "ask/a/yes"])).toMatchObject({ code: 0 });
    expect(await outputsOf(shell)).toMatchObject({ status: "completed" });
    expect((await shell.call(["approve", "release-1.4.0"])).errors).toContain("waits for no answer");
  });
});

describe("holdfast cancel", () => {
  it("stops a run that nobody works on, undoes what is done where asked, and is final for run", async () => {
    const shell = await waiting();
    const { code, output } = await shell.call(["cancel", "release", "--compensate"]);
    expect(code).toBe(0);
    expect(output).toContain("cancelled  release-1.4.0");
    expect(output).toMatch(/^done +build  undone$/m);
    expect(await shell.call(["cancel", "release"])).toMatchObject({ code: 2, errors: /is cancelled/ });
    expect(await shell.call(["approve", "release-1.4.0"])).toMatchObject({ code: 2, errors: /waits for no answer/ });
    const again = await shell.call(["run", "deploy.ts", "--key", "release-1.4.0"]);
    expect(again).toMatchObject({ code: 2, errors: expect.stringContaining("another --key begins anew") });
    const { output: history } = await shell.call(["history", "release"]);
    expect(history).toMatch(/cancel-requested +and undo what is done\n(?:.*\n)*.*compensated +build\n/);
  });
});

describe("holdfast cancel, of a run that paused at a step nobody knows the effect of", () => {
  it("does not have it run again: only --again does", async () => {
    const body = `
      await ctx.step("pay", async ({ signal }) => {
        note("pay");
        if (!has("go")) await new Promise((_, fail) => signal.addEventListener("abort", () => fail(signal.reason)));
      }, { semantics: "at-most-once", timeout: "50ms" });
    `;
    const shell = await newShell();
    await writeAutomation(shell, "pay.ts", "pay", body);
    expect(await shell.call(["run", "pay.ts"])).toMatchObject({ code: 3 });
    await put(shell, "go");
    expect(await shell.call(["cancel", "pay"])).toMatchObject({ code: 0 });
    const resumed = await shell.call(["resume", "pay"]);
    expect(resumed.code).not.toBe(0);
    expect(await effects(shell)).toBe("pay\n");
    expect(await shell.call(["resume", "pay", "--again", "pay"])).toMatchObject({ code: 0 });
    expect(await effects(shell)).toBe("pay\npay\n");
  });
});

describe("holdfast redrive", () => {
  const items = `
    const batch = await ctx.map("import", ["4711", "a/b", "ok"], (c, item) => c.step("one", () => {
      note(item);
      if (item !== "ok" && !has(item.replace("/", ""))) throw new Error("cannot " + item);
      return item;
    }), { onExhausted: "dead-letter" });
    await ctx.step("report", () => note("report"));
    return batch.results();
  `;

  it("tries dead letters anew, all or those named, and runs nothing else again", async () => {
    const shell = await waiting(items);
    await put(shell, "4711");
    await put(shell, "ab");
    const one = await shell.call(["redrive", "release", "a/b", "--json"]);
    expect(lastLine(one.output)).toMatchObject({
      status: "completed",
      deadLetters: [{ key: "4711" }],
      counts: { done: 1 },
    });
    const all = await shell.call(["redrive", "release", "--json"]);
    expect(lastLine(all.output)).toMatchObject({
      status: "completed",
      deadLetters: [],
      outputs: ["4711", "a/b", "ok"],
    });
    expect(await shell.call(["redrive", "release"])).toMatchObject({ code: 2, errors: /no dead letters/ });
  });

  it("takes a mended definition", async () => {
    const shell = await waiting(items);
    await writeAutomation(shell, "mended.ts", "deploy", items.replace(`item !== "ok"`, "false"));
    const { code, output } = await shell.call(["redrive", "release", "--definition", "mended.ts", "--json"]);
    expect(code).toBe(0);
    expect(lastLine(output)).toMatchObject({ deadLetters: [] });
  });

  it("suggests an item that is misspelt", async () => {
    const shell = await waiting(items);
    expect((await shell.call(["redrive", "release", "4712"])).errors).toContain(`did you mean "4711"?`);
  });
});

describe("holdfast fork", () => {
  it("makes a run that has what was recorded before a step, and leaves the other as it is", async () => {
    const body = `
      const a = await ctx.step("a", () => (note("a"), "x".repeat(200_000)));
      await ctx.step("b", () => note("b"));
      await ctx.wait("nap", "3d");
      return a.length;
    `;
    const shell = await waiting(body);
    const forked = await shell.call(["fork", "release", "--from", "b", "--key", "again"]);
    expect(forked).toMatchObject({ code: 0, output: expect.stringContaining("holdfast resume again") });
    expect(await outputsOf(shell, "again")).toMatchObject({ status: "suspended", counts: { done: 1, replayed: 1 } });
    expect(await outputsOf(shell)).toMatchObject({ status: "suspended", counts: { done: 0, replayed: 2 } });
    const taken = await shell.call(["fork", "release", "--from", "b", "--key", "again"]);
    expect(taken).toMatchObject({ code: 2, errors: expect.stringContaining("give another key") });
    const missing = await shell.call(["fork", "release", "--from", "bb", "--key", "more"]);
    expect(missing).toMatchObject({ code: 2, errors: expect.stringContaining(`did you mean "b"`) });
  });

  it("takes no key of which there are only checkpoints left", async () => {
    const shell = await newShell();
    const state = { HOLDFAST_DIR: join(shell.root, "state") };
    await writeAutomation(shell, "two.ts", "two", `await ctx.step("a", () => 1); await ctx.step("b", () => 1);`);
    expect(await shell.call(["run", "two.ts", "--key", "one"], state)).toMatchObject({ code: 0 });
    expect(await shell.call(["run", "two.ts", "--key", "other"], state)).toMatchObject({ code: 0 });
    const runs = join(state.HOLDFAST_DIR, "runs");
    for (const name of await readdir(runs)) {
      const card = await readFile(join(runs, name, "run.json"), "utf8");
      if (card.includes(`"other"`)) await rm(join(runs, name), { recursive: true });
    }
    const taken = await shell.call(["fork", "one", "--from", "b", "--key", "other"], state);
    expect(taken).toMatchObject({ code: 2, errors: expect.stringContaining("give another key") });
  });
});

describe("holdfast resume", () => {
  it("runs an interrupted at-most-once step again only where it is named", async () => {
    const body = `
      await ctx.step("charge", async ({ signal }) => {
        if (!has("go")) await new Promise((_, fail) => signal.addEventListener("abort", () => fail(signal.reason)));
      }, { semantics: "at-most-once", timeout: "50ms" });
    `;
    const shell = await newShell();
    await writeAutomation(shell, "pay.ts", "pay", body);
    expect(await shell.call(["run", "pay.ts"])).toMatchObject({ code: 3 });
    await put(shell, "go");
    expect(await shell.call(["resume", "pay"])).toMatchObject({ code: 3 });
    expect(await shell.call(["resume", "pay", "--again", "charge"])).toMatchObject({ code: 0 });
  });

  it("says where the definition is gone, and takes it from where it is now", async () => {
    const shell = await waiting();
    const { rename } = await import("node:fs/promises");
    await rename(`${shell.folder}/deploy.ts`, `${shell.folder}/moved.ts`);
    expect(await shell.call(["resume", "release"])).toMatchObject({ code: 2, errors: /is not there any more/ });
    expect(await shell.call(["resume", "release", "--definition", "moved.ts"])).toMatchObject({ code: 0 });
    expect(await shell.call(["resume", "release"])).toMatchObject({ code: 0 });
  });

  it("takes as much of a key as no other begins with", async () => {
    const shell = await waiting();
    await shell.call(["run", "deploy.ts", "--key", "release-1.4.1"]);
    expect((await shell.call(["resume", "release-1.4"])).errors).toContain("release-1.4.1, release-1.4.0; write more");
    expect(await shell.call(["resume", "release-1.4.1"])).toMatchObject({ code: 0 });
    expect((await shell.call(["resume", "relaese-1.4.1"])).errors).toContain(`did you mean "release-1.4.1"?`);
  });
});
