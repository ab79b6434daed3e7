import { automation, CallbackFailed, CallbackTimedOut } from "../../../src/index.ts";

/** Hands the id to whoever is to answer. */
const ask = (id: string) => `asked for ${id}`;

export const waitForCallbackAutomations = [
  automation("7-2", (ctx) => ctx.waitForCallback("approval", ask)),

  automation("7-3", (ctx) => ctx.waitForCallback((id) => `asked for ${id}`)),

  automation("7-5", (ctx, name: string) => ctx.waitForCallback(name, ask, { timeout: "3s" })),

  automation("7-6", async (ctx, name: string) => {
    try {
      return await ctx.waitForCallback(name, ask);
    } catch (error) {
      if (error instanceof CallbackFailed) return "recovered";
      throw error;
    }
  }),

  automation("7-8", (ctx, name: string) =>
    ctx.runInChildContext("wrapper", (wrapper) => wrapper.waitForCallback(name, ask)),
  ),

  automation("7-9", async (ctx) => {
    await ctx.waitForCallback("first", ask);
    return ctx.waitForCallback("second", ask);
  }),

  // An answer is JSON, so that an object arrives as one.
  automation("7-11", async (ctx, name: string) => {
    const { status } = await ctx.waitForCallback<{ status: string }>(name, ask);
    return status;
  }),

  automation("7-12", (ctx, name: string) => ctx.waitForCallback(name, ask, { heartbeatTimeout: "5s" })),

  automation("7-14", async (ctx, name: string) => {
    try {
      return await ctx.waitForCallback(name, ask, { timeout: "3s" });
    } catch (error) {
      if (error instanceof CallbackTimedOut) return "timed-out-handled";
      throw error;
    }
  }),

  automation("7-15", (ctx, name: string) => ctx.waitForCallback(name, ask)),
];
