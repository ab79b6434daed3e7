import type { Automation } from "../../durable/automation.ts";
import type { Definition } from "../definition.ts";
import { evaluate } from "../evaluate.ts";
import { scopeOf, type Frame } from "./frame.ts";
import type { Surroundings } from "./surroundings.ts";
import { walk } from "./walk.ts";

/** The automation that a definition describes; its input are the resolved values of all inputs. */
export function automationOf(
  definition: Definition,
  around: Surroundings,
): Automation<Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>> {
  const { name, version, steps, outputs } = definition;
  return {
    name,
    ...(version !== undefined && { version }),
    async run(context, inputs) {
      const frame: Frame = {
        definition,
        around,
        context,
        inputs,
        results: new Map(),
        environment: new Map(),
        path: [],
        archives: [],
        visits: new Map(),
      };
      await walk(steps, frame);
      const scope = scopeOf(frame, "success");
      return Object.fromEntries([...outputs].map(([output, template]) => [output, evaluate(template, scope)]));
    },
  };
}
