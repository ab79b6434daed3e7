import { stripVTControlCharacters } from "node:util";
import type { Clock } from "../world.ts";
import { isEntryName } from "./file-commands.ts";
import { retryAfter } from "./retry-after.ts";
import { commandReader } from "./workflow-commands.ts";

/** What is remembered of a command's output, in bounded memory. */
export interface OutputRecord {
  take(line: string): void;
  /** The last lines, oldest first: plain text without colours, control characters or commands that carry a value. */
  lastLines(): readonly string[];
  /** Milliseconds to wait, as the last `Retry-After` said when it was seen. */
  readonly retryAfter: number | undefined;
  /** What `add-mask` named: each value whole, and its lines where it has several. */
  readonly masked: ReadonlySet<string>;
  /** What the older `::set-output name=…::` set. The runner still takes it, so a record without it would be wrong. */
  readonly outputs: ReadonlyMap<string, string>;
  /** The token of a `stop-commands` that nothing ended. */
  readonly stopToken: string | undefined;
}

/** Characters kept of one of the last lines. */
const longestKeptLine = 4096;
/** Masks and outputs remembered; a program that sets more is not a program anybody wrote. */
const mostValues = 10_000;

export function outputRecord(clock: Pick<Clock, "now">, keep: number): OutputRecord {
  const commands = commandReader();
  const lines: string[] = [];
  const masked = new Set<string>();
  const outputs = new Map<string, string>();
  let waitFor: number | undefined;

  function mask(value: string): void {
    for (const part of [value, ...value.split(/[\r\n]+/).map((line) => line.trim())]) {
      if (part.trim() !== "" && masked.size < mostValues) masked.add(ownCopy(part));
    }
  }

  return {
    masked,
    outputs,
    get retryAfter() {
      return waitFor;
    },
    get stopToken() {
      return commands.stopToken;
    },
    lastLines: () => lines.map(plainText),
    take(line) {
      waitFor = retryAfter(line, clock.now()) ?? waitFor;
      const command = commands.read(line);
      const output = command?.properties.get("name") ?? "";
      if (command?.name === "add-mask") mask(command.data);
      if (command?.name === "set-output" && isEntryName(output) && outputs.size < mostValues) {
        outputs.set(output, ownCopy(command.data));
      }
      if (command !== undefined && !isProse.has(command.name)) return;
      if (keep > 0) lines.push(line);
      if (lines.length > keep) lines.shift();
    },
  };
}

/** Commands whose text is meant for people. */
const isProse: ReadonlySet<string> = new Set(["debug", "notice", "warning", "error", "group"]);

/** A slice of a string keeps the whole of it in memory, here a chunk of output for each value. */
function ownCopy(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}

function plainText(line: string): string {
  const text = stripVTControlCharacters(line)
    // oxlint-disable-next-line no-control-regex -- control characters are what goes
    .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, "");
  const cut = text.length > longestKeptLine ? `${text.slice(0, longestKeptLine)}…` : text;
  return cut.toWellFormed();
}
