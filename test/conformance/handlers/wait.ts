import { automation } from "../../../src/index.ts";

export const waitAutomations = [
  automation("2-1", (ctx) => ctx.wait("2s")),
  automation("2-2", (ctx) => ctx.wait("custom_wait_name", "2s")),
  automation("2-4", (ctx) => ctx.wait("1m")),
  automation("2-5", (ctx) => ctx.wait("1h")),
];
