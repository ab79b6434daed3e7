import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { painter } from "../terminal.ts";
import { jsonReporter } from "./json-reporter.ts";
import { liveReporter } from "./live-reporter.ts";
import { plainReporter } from "./plain-reporter.ts";
import type { Reporter } from "./reporter.ts";
import type { Tally } from "../../report/progress/tally.ts";

/** For people, or for programs. */
export type Telling = "text" | "json";

/** Redrawn on a terminal, line by line anywhere else. */
export function newReporter(world: World, { terminal }: Invocation, telling: Telling, tally: Tally): Reporter {
  if (telling === "json") return jsonReporter(world, tally);
  const paint = painter(world, terminal);
  return terminal ? liveReporter(world, tally, terminal, paint) : plainReporter(world, tally, paint);
}
