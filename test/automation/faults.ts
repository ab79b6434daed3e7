import { FaultyFile, describeFault } from "../../src/automation/fault.ts";
import { readDefinition } from "../../src/automation/read-definition.ts";
import type { Configuration } from "../../src/automation/configuration.ts";

/** Every fault of an automation file, as `line:column: message`. */
export function faultsOf(text: string, configuration?: Configuration): string[] {
  try {
    readDefinition(text, "file", configuration);
    return [];
  } catch (error) {
    if (!(error instanceof FaultyFile)) throw error;
    return error.faults.map((fault) => describeFault(fault).replace(/^file:/, ""));
  }
}

/** Every warning of an automation file that is sound, as `line:column: message`. */
export function warningsOf(text: string): string[] {
  return readDefinition(text, "file").warnings.map((fault) => describeFault(fault).replace(/^file:/, ""));
}

/** A file with these steps, of which the first stands in line 3. */
export function withSteps(...lines: string[]): string {
  return ["automation: test", "steps:", ...lines.map((line) => `  ${line}`)].join("\n");
}
