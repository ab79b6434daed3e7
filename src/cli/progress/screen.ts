/** The foot of a terminal, redrawn in place, below lines that stay. */
import { stripVTControlCharacters } from "node:util";
import type { Output } from "../../world.ts";
import type { Terminal } from "../terminal.ts";
import { widthOf } from "./width.ts";

export interface Screen {
  /** Prints lines that stay, above the foot. */
  print(lines: readonly string[]): void;
  draw(lines: readonly string[]): void;
  /** Takes the foot away and gives the cursor back. */
  close(): void;
}

const hideCursor = "\u001b[?25l";
const showCursor = "\u001b[?25h";
const eraseBelow = "\u001b[J";

export function newScreen(output: Pick<Output, "write">, terminal: Pick<Terminal, "size">): Screen {
  let drawn: readonly string[] = [];
  let isOpen = true;
  output.write(hideCursor);

  /** Back to where the foot begins. A terminal that was made narrower has broken its lines anew. */
  function erase(): string {
    const { columns } = terminal.size();
    const rows = drawn.reduce((sum, line) => sum + rowsOf(line, columns), 0);
    return rows === 0 ? "" : `\r\u001b[${rows}A${eraseBelow}`;
  }

  function write(stay: readonly string[], foot: readonly string[]): void {
    const before = erase();
    drawn = foot;
    // One write, so that no half of it is ever seen.
    output.write(before + [...stay, ...foot].map((line) => `${line}\n`).join(""));
  }

  return {
    print: (lines) => write(lines, drawn),
    draw: (lines) => {
      if (isOpen) write([], lines);
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      write([], []);
      output.write(showCursor);
    },
  };
}

function rowsOf(line: string, columns: number): number {
  return Math.max(1, Math.ceil(widthOf(stripVTControlCharacters(line)) / columns));
}
