import { describe, expect, it } from "vitest";
import type { Context } from "../../src/durable/context.ts";
import { runScene } from "./run-scene.ts";

const minute = 60_000;

/** Looks once a minute until it has looked so often. */
const looking = (ctx: Context, looks: number, looked: () => void = () => {}): Promise<number> =>
  ctx.waitForCondition("ready", (count: number) => (looked(), count + 1), {
    initialState: 0,
    until: (count) => count >= looks,
    interval: "1m",
  });

/** A minute of work, a minute of rest. */
async function workNowAndThen(own: Context, sleep: () => Promise<void>): Promise<void> {
  for (let count = 0; count < 10; count++) {
    await own.step(`step ${count}`, () => sleep());
    await own.wait(`rest ${count}`, "1m");
  }
}

describe("a process that has nothing to do but to look", () => {
  it("gives the runner back when all that it waited is longer than it may, however often it looks", async () => {
    const { run, clock } = await runScene({ suspendAfter: 2 * minute });
    const start = clock.now();
    let looks = 0;
    const outcome = await run((ctx) => looking(ctx, 120, () => looks++));
    expect(outcome).toEqual({ status: "suspended", until: start + 3 * minute, waiting: ["ready"] });
    expect(clock.now() - start).toBe(2 * minute);
    expect(looks).toBe(3);
  });

  it("comes to the same end over many processes", async () => {
    const { runToEnd } = await runScene({ suspendAfter: 2 * minute });
    expect(await runToEnd((ctx) => looking(ctx, 6))).toEqual({ status: "completed", output: 6 });
  });

  it("counts what one look takes, too", async () => {
    const { run, clock } = await runScene({ suspendAfter: 2 * minute });
    const start = clock.now();
    const slow = () => clock.skipTo(clock.now() + minute);
    expect(await run((ctx) => looking(ctx, 120, slow))).toMatchObject({ status: "suspended" });
    expect(clock.now() - start).toBeLessThanOrEqual(4 * minute);
  });

  it("stays for as long as steps are at work meanwhile", async () => {
    const { run, clock } = await runScene({ suspendAfter: 2 * minute });
    const outcome = await run(async (ctx) => {
      return (
        await ctx.parallel<unknown>({
          work: (own) => workNowAndThen(own, () => clock.sleep(minute)),
          look: (own) => looking(own, 20),
        })
      ).successCount;
    });
    expect(outcome).toEqual({ status: "completed", output: 2 });
  });

  it("stays for ever where nobody is to bring it back", async () => {
    const { run } = await runScene({ suspendAfter: Number.POSITIVE_INFINITY });
    expect(await run((ctx) => looking(ctx, 20))).toEqual({ status: "completed", output: 20 });
  });
});
