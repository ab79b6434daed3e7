import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openRecords } from "../../examples/onboarding/stand-in-records.ts";
import { runScript } from "./script.ts";
import { exampleShell } from "./shell.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "onboarding-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("the records of the stand-in", () => {
  it("give the same idempotency key the same account, and another key a conflict", () => {
    const records = openRecords(folder);
    expect(records.create("chat", "ada@example.com", "key", {})).toBe("created");
    expect(records.create("chat", "ada@example.com", "key", {})).toBe("created before");
    expect(records.create("chat", "ada@example.com", "other", {})).toBe("conflict");
    expect(openRecords(folder).has("chat", "ada@example.com")).toBe(true);
  });
});

it("an account is made, once, by the attempts of one step, and a welcome waits for all three", async () => {
  const state = join(folder, "state");
  const { url, standIn } = await startStandIn(state, "0.9");
  try {
    const env = { SERVICES: url, EMAIL: "ada@example.com", NAME: "Ada", HOLDFAST_IDEMPOTENCY_KEY: "key" };
    const codes: (number | null)[] = [];
    do {
      codes.push((await runScript(folder, "onboarding/create-account.ts", { ...env, SERVICE: "chat" })).code);
    } while (codes.at(-1) === 75 && codes.length < 40);
    expect(codes.at(-1)).toBe(0);
    expect(codes.length).toBeGreaterThan(1);
    expect(readdirSync(join(state, "chat"))).toEqual(["ada%40example.com.json"]);

    const welcome = await runScript(folder, "onboarding/welcome.ts", env);
    expect(welcome).toMatchObject({ code: 65, said: expect.stringContaining("no account in directory") });
    expect(readdirSync(state)).toEqual(["chat"]);
  } finally {
    standIn.kill();
  }
});

it("an account that is refused is a dead letter, and is made, and nobody welcomed again, when it is redriven", async () => {
  const state = join(folder, "state");
  const records = openRecords(state);
  records.create("chat", "ada@example.com", "of somebody else", {});
  const { url, standIn } = await startStandIn(state, "0");
  try {
    const shell = await exampleShell("onboarding");
    writeFileSync(join(shell.folder, "people.csv"), "email,name,team\nada@example.com,Ada,engines\n");
    const inputs = ["-i", `services=${url}`, "-i", "people=people.csv"];
    const first = await shell.told(["run", "examples/onboarding/automation.yml", "--key", "november", ...inputs]);
    const path = "accounts/chat/chat-account/ada@example.com";
    expect(first).toMatchObject({ status: "completed", deadLetters: [{ path }] });

    records.remove("chat", "ada@example.com");
    const second = await shell.told(["redrive", "november"]);
    expect(second).toMatchObject({ status: "completed", deadLetters: [], counts: { done: 1, failed: 0 } });
    expect(records.create("chat", "ada@example.com", "another", {})).toBe("conflict");
    expect(readdirSync(join(state, "outbox"))).toHaveLength(1);
  } finally {
    standIn.kill();
  }
});

async function startStandIn(state: string, faults: string) {
  const script = resolve("examples/onboarding/stand-in.ts");
  const standIn = spawn(process.execPath, [script, "--state", state, "--faults", faults]);
  const said = await new Promise<string>((heard) => standIn.stdout.setEncoding("utf8").once("data", heard));
  return { url: said.trim(), standIn };
}
