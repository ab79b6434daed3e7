import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openRecords } from "../../examples/onboarding/stand-in-records.ts";
import { runScript } from "./script.ts";

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
  const standIn = spawn(process.execPath, [
    resolve("examples/onboarding/stand-in.ts"),
    "--state",
    state,
    "--faults",
    "0.9",
  ]);
  try {
    const url = await new Promise<string>((said) => standIn.stdout.setEncoding("utf8").once("data", said));
    const env = { SERVICES: url.trim(), EMAIL: "ada@example.com", NAME: "Ada", HOLDFAST_IDEMPOTENCY_KEY: "key" };
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
