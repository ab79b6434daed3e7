import { automation, CallbackFailed, CallbackTimedOut, type Codec } from "../../../src/index.ts";

const asNumber: Codec<number> = { encode: String, decode: Number };

export const callbackAutomations = [
  automation("4-1", async (ctx, name: string) => {
    const callback = await ctx.createCallback(name);
    return callback.result;
  }),

  automation("4-2", async (ctx) => {
    const callback = await ctx.createCallback("approval");
    return callback.result;
  }),

  automation("4-4", async (ctx, name: string) => {
    const callback = await ctx.createCallback(name, { heartbeatTimeout: "5s" });
    return callback.result;
  }),

  automation("4-5", async (ctx, name: string) => {
    const callback = await ctx.createCallback(name, { heartbeatTimeout: "10s" });
    return callback.result;
  }),

  automation("4-7", async (ctx, name: string) => {
    const callback = await ctx.createCallback(name);
    await ctx.step("ask", () => callback.id);
    return callback.result;
  }),

  automation("4-8", async (ctx, name: string) => {
    const callback = await ctx.createCallback(name, { timeout: "5s" });
    await ctx.step("ask", () => callback.id);
    return callback.result;
  }),

  automation("4-10", async (ctx, name: string) => {
    const callback = await ctx.createCallback(name);
    await ctx.wait("pause", "5s");
    return callback.result;
  }),

  automation("4-11", async (ctx, name: string) => {
    const callback = await ctx.createCallback(name, { timeout: "3s" });
    await ctx.wait("pause", "6s");
    return callback.result;
  }),

  automation("4-13", async (ctx, name: string) => {
    const callback = await ctx.createCallback(name);
    const said = await callback.result.catch((error: unknown) => {
      if (error instanceof CallbackFailed) return error.failure.message;
      throw error;
    });
    await ctx.wait("pause", "2s");
    return said;
  }),

  automation("4-14", async (ctx, name: string) => {
    const callback = await ctx.createCallback(name, { timeout: "3s" });
    const said = await callback.result.catch((error: unknown) => {
      if (error instanceof CallbackTimedOut) return "nobody answered";
      throw error;
    });
    await ctx.wait("pause", "2s");
    return said;
  }),

  automation("4-16", async (ctx, name: string) => {
    const callback = await ctx.createCallback(name, { codec: asNumber });
    const count = await callback.result;
    return { count, doubled: count * 2 };
  }),

  automation("4-17", async (ctx, [a, b]: [string, string]) => {
    const first = await (await ctx.createCallback(a)).result;
    const second = await (await ctx.createCallback(b)).result;
    return [first, second];
  }),

  automation("4-19", async (ctx, [a, b]: [string, string]) => {
    const first = await ctx.createCallback(a);
    const second = await ctx.createCallback(b);
    const last = await second.result;
    return [await first.result, last];
  }),
];
