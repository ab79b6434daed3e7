/** The automations written for the cases; each has the id of its case for a name. */
import type { Automation } from "../../src/index.ts";
import { callbackAutomations } from "./handlers/callback.ts";
import { childAutomations } from "./handlers/child.ts";
import { mapAutomations } from "./handlers/map.ts";
import { parallelAutomations } from "./handlers/parallel.ts";
import { stepAutomations } from "./handlers/step.ts";
import { waitForCallbackAutomations } from "./handlers/wait-for-callback.ts";
import { waitForConditionAutomations } from "./handlers/wait-for-condition.ts";
import { waitAutomations } from "./handlers/wait.ts";

const all: readonly Automation[] = [
  ...stepAutomations,
  ...waitAutomations,
  ...childAutomations,
  ...callbackAutomations,
  ...waitForConditionAutomations,
  ...waitForCallbackAutomations,
  ...parallelAutomations,
  ...mapAutomations,
];

export const automations: ReadonlyMap<string, Automation> = new Map(all.map((each) => [each.name, each]));
