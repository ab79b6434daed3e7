/** Standard output and standard error. */
import type { Output } from "../world.ts";

/** Standard output itself, while what others write to it is captured. */
let uncaptured: typeof process.stdout.write | undefined;

export const systemOutput: Output = {
  // What a step says while a client is at work is not the client's.
  write: (text) => void (uncaptured ?? process.stdout.write.bind(process.stdout))(text),
  writeError: (text) => void process.stderr.write(text),
  async flushed() {
    const streams = [process.stdout, process.stderr].filter((stream) => stream.writableLength > 0);
    await Promise.all(streams.map((stream) => new Promise<void>((resolve) => stream.write("", () => resolve()))));
  },
  async capture(act) {
    const original = process.stdout.write.bind(process.stdout);
    const before = uncaptured;
    uncaptured ??= original;
    let text = "";
    process.stdout.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
      text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
      const done = rest.at(-1);
      if (typeof done === "function") done();
      return true;
    };
    try {
      return { result: await act(), text };
    } finally {
      process.stdout.write = original;
      uncaptured = before;
    }
  },
};
