import type { Automation } from "../../durable/automation.ts";
import type { Definition } from "../definition.ts";
import { evaluate } from "../evaluate.ts";
import { bringFilesBack } from "./files.ts";
import { scopeOf, type Frame } from "./frame.ts";
import { leaveOutSecrets } from "./secrets.ts";
import type { Surroundings } from "./surroundings.ts";
import { walk } from "./walk.ts";

type Values = Readonly<Record<string, unknown>>;

/** The automation that a definition describes, for one process; its input are the resolved values of all inputs. */
export function automationOf(definition: Definition, around: Surroundings): Automation<Values, Values> {
  const { name, version, steps, outputs } = definition;
  /** An automation is run again and again in one process, where each operation is to be replayed. */
  let areFilesBack = false;
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
        visits: new Map(),
      };
      if (!areFilesBack) await bringFilesBack(context, around);
      areFilesBack = true;
      await walk(steps, frame);
      const scope = scopeOf(frame, "success");
      const values = [...outputs].map(([output, template]): [string, unknown] => [output, evaluate(template, scope)]);
      return Object.fromEntries(leaveOutSecrets(frame, values, (output) => `output ${output} of the automation`));
    },
  };
}
