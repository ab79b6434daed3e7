import type { Readable } from "node:stream";
import type { Output } from "../world.ts";
import { lineSplitter } from "./line-splitter.ts";

export interface OutputStreamOptions {
  readonly output: Pick<Output, "write" | "writeError" | "flushed">;
  /** Called with each line, of both streams. */
  readonly take: (line: string) => void;
  /** Called when there was output. */
  readonly touch: () => void;
}

export interface OutputStream {
  /**
   * Ends the last lines and lets go of the pipes: a background process that still holds them neither keeps us alive nor
   * is heard any more, and is not stopped by a full pipe as long as we live.
   */
  end(): void;
}

/**
 * Hands a child's output on as it comes, byte for byte and each stream in its order, and cuts it into lines beside. The
 * child waits when the reader of ours does, so that memory stays bounded.
 */
export function streamOutput(
  child: { readonly stdout: Readable | null; readonly stderr: Readable | null },
  { output, take, touch }: OutputStreamOptions,
): OutputStream {
  const ends = [
    forward(child.stdout, (chunk) => output.write(chunk)),
    forward(child.stderr, (chunk) => output.writeError(chunk)),
  ];

  function forward(stream: Readable | null, write: (chunk: Uint8Array | string) => void): () => void {
    const lines = lineSplitter(take);
    let endsInLine = false;
    let isOpen = true;
    stream?.on("data", (chunk: Buffer) => {
      if (!isOpen) return;
      touch();
      write(chunk);
      lines.write(chunk);
      endsInLine = chunk.at(-1) !== 0x0a;
      stream.pause();
      void output.flushed().then(() => stream.resume());
    });
    return () => {
      isOpen = false;
      lines.end();
      // A workflow command that we print next must begin a line.
      if (endsInLine) write("\n");
      if (stream !== null && "unref" in stream && typeof stream.unref === "function") stream.unref();
    };
  }

  return { end: () => ends.forEach((end) => end()) };
}
