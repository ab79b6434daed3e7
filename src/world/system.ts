/** The real world, put together. */
import { randomBytes, randomUUID } from "node:crypto";
import type { World } from "../world.ts";
import { systemClock } from "./clock.ts";
import { systemFiles } from "./files.ts";
import { systemHttp } from "./http.ts";
import { systemOutput } from "./output.ts";
import { systemProcesses } from "./processes.ts";

/** The real world. Call it only from a composition root: an entry of `actions/` or `cli/`. */
export function systemWorld(): World {
  return {
    clock: systemClock,
    random: { bytes: randomBytes, uuid: randomUUID },
    environment: process.env,
    files: systemFiles,
    processes: systemProcesses,
    http: systemHttp,
    modules: { import: async (...request) => (await import("./modules.ts")).importFile(...request) },
    output: systemOutput,
  };
}
