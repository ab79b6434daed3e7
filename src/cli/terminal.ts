import { styleText } from "node:util";
import type { World } from "../world.ts";

/** A person's terminal, which lines can be redrawn on. */
export interface Terminal {
  /** As wide and high as it is now, in characters. */
  size(): { readonly columns: number; readonly rows: number };
  /** Calls `act` when the size changes; returns how to stop. */
  onResize(act: () => void): () => void;
}

/** What standard output is, where it is a terminal that a cursor can be moved on. */
export function systemTerminal(stream: NodeJS.WriteStream, term: string | undefined): Terminal | undefined {
  if (!stream.isTTY || term === "dumb") return undefined;
  return {
    // A terminal that tells no size, as under some CI systems, says 0.
    size: () => ({ columns: stream.columns || 80, rows: stream.rows || 24 }),
    onResize(act) {
      stream.on("resize", act);
      return () => stream.off("resize", act);
    },
  };
}

export type Tone = "good" | "bad" | "warn" | "faint" | "strong" | "busy";
/** Gives text a meaning that can be seen. */
export type Paint = (tone: Tone, text: string) => string;

const formats = { good: "green", bad: "red", warn: "yellow", faint: "dim", strong: "bold", busy: "cyan" } as const;

export const plain: Paint = (_, text) => text;

/** Colours on a terminal unless `NO_COLOR` is set, and elsewhere where `FORCE_COLOR` is (https://no-color.org). */
export function painter({ environment }: Pick<World, "environment">, terminal: Terminal | undefined): Paint {
  const { NO_COLOR: refused, FORCE_COLOR: forced } = environment;
  if (refused || forced === "0" || !(terminal || forced)) return plain;
  return (tone, text) => styleText(formats[tone], text, { validateStream: false });
}
