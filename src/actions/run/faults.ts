/** What is wrong with an automation's file, as annotations where it stands. */
import { relative, resolve, sep } from "node:path";
import { describeFault, FaultyFile, type Fault } from "../../automation/fault.ts";
import type { SourcePosition } from "../../automation/source.ts";
import type { RunnerCommands } from "../../github/runner.ts";

/** GitHub shows so many annotations of a kind a step; the last says it all. */
const mostAnnotations = 10;

/** A place as GitHub finds it: by the path within the workspace. */
export function inWorkspace(place: SourcePosition, workspace: string): SourcePosition {
  const path = relative(workspace, resolve(workspace, place.file));
  return path.startsWith("..") ? place : { ...place, file: path.split(sep).join("/") };
}

/** Where a fault stands; a variable stands in no file. */
export function placeInWorkspace({ at }: Fault, workspace: string): SourcePosition | undefined {
  return "variable" in at ? undefined : inWorkspace(at, workspace);
}

/** Every fault at its line, as far as GitHub shows them, and all of them in one message that makes the step red. */
export function sayFaults(
  runner: RunnerCommands,
  { faults }: FaultyFile,
  workspace: string,
  redact: (text: string) => string,
): void {
  const shown = faults.map((fault) => {
    const at = placeInWorkspace(fault, workspace);
    return { at, message: fault.message, line: describeFault(at ? { ...fault, at } : fault) };
  });
  const [first, ...others] = shown;
  if (first && others.length === 0) return runner.setFailed(redact(first.line), { title, at: first.at });
  const placed = shown.filter(({ at }) => at !== undefined).slice(0, mostAnnotations - 1);
  for (const { at, message } of placed) runner.error(redact(message), { title, at });
  const all = shown.map(({ line }) => `- ${line}`).join("\n");
  runner.setFailed(redact(`The automation was not run: it has ${shown.length} faults.\n${all}`), { title });
}

const title = "Invalid automation";
