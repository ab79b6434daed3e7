import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Context } from "../../src/durable/context.ts";
import { secretGuard } from "../../src/journal/secrets/guard.ts";
import { runScene, type Body } from "./run-scene.ts";

const secret = "kelp-7f3a9c2e5b";
const guard = secretGuard([secret]);
const long = `${secret} `.repeat(10_000);

const approved = (ctx: Context) => ctx.waitForCallback("approve", () => {});

const failing = (): never => {
  throw new Error("no");
};

/** Everything that lies in a folder, as text. */
function everything(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, "latin1"))
    .join("\n");
}

/** What each would record, were it not for the guard, and how its run ends. */
const ways: readonly [what: string, body: Body, outcome: object][] = [
  ["a step gives", async (ctx) => (await ctx.step("one", () => ({ token: secret }))).token.length, { output: 15 }],
  ["a step gives at length", async (ctx) => (await ctx.step("one", () => long)).length, { output: long.length }],
  ["a child gives", async (ctx) => (await ctx.runInChildContext("one", () => long)).length, { output: long.length }],
  [
    "an item gives",
    async (ctx) => (await ctx.map("all", ["a", "b"], (_, key) => key + secret)).results().map((each) => each.length),
    { output: [16, 16] },
  ],
  ["the run gives", () => ({ secret }), { status: "completed", output: { secret } }],
  [
    "a condition's state is",
    (ctx) => ctx.waitForCondition("one", () => secret, { initialState: "", until: () => true }),
    { status: "failed", failure: { message: expect.stringContaining('the condition "one" holds a secret') } },
  ],
  [
    "a dead letter is",
    async (ctx) => {
      const batch = await ctx.map("all", [{ secret }], failing, { onExhausted: "dead-letter" });
      return batch.deadLetters.map(({ item }) => item ?? "withheld");
    },
    { status: "completed", output: ["withheld"] },
  ],
  [
    "an item's key is",
    (ctx) => ctx.map("all", [secret], () => 1),
    { status: "failed", failure: { name: "UserError" } },
  ],
  ["a step is called", (ctx) => ctx.step(secret, () => 1), { status: "failed", failure: { name: "UserError" } }],
  [
    "an error says",
    (ctx) =>
      ctx.step("one", () => {
        throw Object.assign(new Error(`bad ${secret}`), { name: `E${secret}`, code: secret });
      }),
    { status: "failed", failure: { message: "bad ***", name: "E***", code: "***" } },
  ],
  [
    "the automation throws",
    () => {
      throw Object.assign(new Error(secret), { code: secret });
    },
    { status: "failed", failure: { message: "***" } },
  ],
];

describe("a secret is in no file, and shown nowhere", () => {
  it.each(ways)("where it is what %s", async (_, body, outcome) => {
    const { runToEnd, folder, progress } = await runScene({ guard });
    expect(await runToEnd(body)).toMatchObject(outcome);
    expect(everything(folder)).not.toContain(secret);
    expect(JSON.stringify(progress)).not.toContain(secret);
  });

  it("where it is what is logged", async () => {
    const { run, progress } = await runScene({ guard });
    await run((ctx) => ctx.log.info(`token ${secret}`, { request: { headers: [{ authorization: secret }] } }));
    expect(progress).toMatchObject([{ message: "token ***", details: { withheld: "they hold a secret" } }]);
  });

  it("where it is what the run is started with", async () => {
    const { run, folder } = await runScene({ guard });
    await expect(run(() => 1, { input: { token: secret } })).rejects.toThrow(/the input of the run holds a secret/);
    expect(everything(folder)).not.toContain(secret);
    await run((ctx) => ctx.wait("1h"), { input: { token: "none" } });
    await expect(run(() => 1, { input: { token: secret } })).rejects.toThrow(/not with \{"token":"\*\*\*"\}/);
  });

  it("where it is what somebody answers", async () => {
    const { run, say, folder } = await runScene({ guard });
    await run(approved);
    await say({ kind: "answer", callback: "approve/callback", answer: { ok: true, value: secret } });
    expect(await run(approved)).toMatchObject({ status: "failed", failure: { name: "SecretFound" } });
    expect(everything(folder)).not.toContain(secret);
    const other = await runScene({ guard });
    await other.run(approved);
    const failure = { kind: "error", message: `no ${secret}` } as const;
    await other.say({ kind: "answer", callback: "approve/callback", answer: { ok: false, failure } });
    expect(await other.run(approved)).toMatchObject({ status: "failed", failure: { message: "no ***" } });
    expect(everything(other.folder)).not.toContain(secret);
  });

  it("where a run that cannot record it is replayed at every await: what gives it is come to again", async () => {
    const { runToEnd, folder } = await runScene({ guard, alwaysReplay: true });
    const calls = { token: 0, child: 0, item: 0, last: 0 };
    const outcome = await runToEnd(async (ctx) => {
      const token = await ctx.step("token", () => (calls.token++, secret));
      const child = await ctx.runInChildContext("child", () => (calls.child++, secret));
      const batch = await ctx.map("items", ["a"], () => (calls.item++, secret));
      await ctx.wait("1h");
      await ctx.step("last", () => void calls.last++);
      return [token, child, ...batch.results()].every((each) => each === secret);
    });
    expect(outcome).toEqual({ status: "completed", output: true });
    expect(calls.last).toBe(1);
    expect(Math.min(calls.token, calls.child, calls.item)).toBeGreaterThan(1);
    expect(everything(folder)).not.toContain(secret);
  });
});
