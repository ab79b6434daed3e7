/** What commands of steps print, line by line: with what the runner is meant to take, and nothing that would be ours. */
import { commandReader } from "../../command/workflow-commands.ts";
import { lineSplitter } from "../../command/line-splitter.ts";
import { neutralise } from "../../github/neutralise.ts";

export interface CommandOutput {
  write(chunk: string | Uint8Array): void;
  /** Hands over a last line without a new line. */
  end(): void;
}

export interface Lines {
  /** A line for the runner's eyes: it makes a mask, an annotation, a group. */
  readonly command: (line: string) => void;
  /** Anything else, inert. */
  readonly text: (line: string) => void;
}

/** Commands that mean the same whoever gives them. Outputs and state would be set for this action, not for the step. */
const passed: ReadonlySet<string> = new Set([
  "add-mask",
  "add-matcher",
  "debug",
  "error",
  "notice",
  "remove-matcher",
  "warning",
]);
/** Commands that belong to lines after them. */
const grouping: ReadonlySet<string> = new Set(["group", "endgroup"]);

/**
 * Cuts what one stream of a command prints into lines. `isAlone` tells that no other step prints between them: then groups
 * are kept. A `stop-commands` holds for its own step alone: the runner is not told, and the lines are made inert.
 */
export function commandOutput({ command, text }: Lines, isAlone: boolean): CommandOutput {
  const commands = commandReader();
  const splitter = lineSplitter((line) => {
    const found = commands.read(line);
    if (found === undefined) text(commands.stopToken !== undefined || !isAlone ? neutralise(line) : line);
    else if (passed.has(found.name) || (isAlone && grouping.has(found.name))) command(line);
    else if (found.name === "group") text(neutralise(found.data));
  });
  return { write: (chunk) => splitter.write(Buffer.from(chunk)), end: () => splitter.end() };
}
