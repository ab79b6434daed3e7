import type { Terminal } from "./terminal.ts";

/** Where and how the command was started. */
export interface Invocation {
  /** The folder it was started in; paths are relative to it. */
  readonly folder: string;
  /** The Node that runs it. */
  readonly node: string;
  /** Whether a person's terminal is attached, which tells every process of Ctrl-C itself. */
  readonly hasTerminal: boolean;
  /** The terminal that standard output is, where it is one that lines can be redrawn on. */
  readonly terminal?: Terminal | undefined;
}
