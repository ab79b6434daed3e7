import { automation } from "../../../src/index.ts";
import { killedInFirstInvocation } from "../killed.ts";

export const childAutomations = [
  automation("3-1", (ctx, text: string) => ctx.runInChildContext("group", (group) => group.step("echo", () => text))),

  automation("3-3", (ctx, text: string) =>
    ctx.runInChildContext("group", async (group) => {
      const first = await group.step("first", () => text);
      return group.step("second", () => first);
    }),
  ),

  automation("3-4", (ctx) =>
    ctx.runInChildContext("group", (group) =>
      group.step("fails", () => {
        throw new Error("it never works");
      }),
    ),
  ),

  automation("3-6", (ctx, text: string) =>
    ctx.runInChildContext("outer", async (outer) => {
      await outer.step("outer step", () => text);
      return outer.runInChildContext("inner", (inner) => inner.step("inner step", () => text));
    }),
  ),

  automation("3-7", (ctx, text: string) =>
    ctx.runInChildContext("group", (group) =>
      group.step(
        "unreliable",
        ({ attempt }) => {
          if (attempt === 1) throw new Error("not yet");
          return text;
        },
        { retry: { maxAttempts: 2, initialDelay: "1s", jitter: "none" } },
      ),
    ),
  ),

  automation("3-9", async (ctx, text: string) => {
    const result = await ctx.runInChildContext("group", (group) => group.step("echo", () => text));
    await ctx.wait("pause", "1s");
    return result;
  }),

  automation("3-10", (ctx, text: string) =>
    ctx.runInChildContext("group", async (group) => {
      const result = await group.step("echo", () => text);
      await group.wait("pause", "1s");
      return result;
    }),
  ),

  automation("3-12", (ctx, text: string) =>
    ctx.runInChildContext("group", (group) =>
      group.step("echo", async () => {
        await killedInFirstInvocation();
        return text;
      }),
    ),
  ),

  automation("3-13", async (ctx, text: string) => {
    const result = await ctx.runInChildContext("group", async (group) => {
      await group.wait("pause", "1s");
      return text;
    });
    return ctx.step("echo", () => result);
  }),

  automation("3-15", (ctx) =>
    ctx.runInChildContext("group", () => {
      throw new Error("it never works");
    }),
  ),

  automation("3-16", (ctx) => ctx.runInChildContext("group", () => null)),

  automation("3-18", async (ctx, text: string) => {
    const inner = await ctx.runInChildContext("group", async (group) => {
      const result = await group.step("inner step", () => text);
      await group.wait("inner pause", "1s");
      return result;
    });
    const outer = await ctx.step("outer step", () => inner);
    await ctx.wait("outer pause", "1s");
    return outer;
  }),
];
