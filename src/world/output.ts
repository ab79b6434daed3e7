/** Standard output and standard error. */
import type { Output } from "../world.ts";

export const systemOutput: Output = {
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  async flushed() {
    const streams = [process.stdout, process.stderr].filter((stream) => stream.writableLength > 0);
    await Promise.all(streams.map((stream) => new Promise<void>((resolve) => stream.write("", () => resolve()))));
  },
  async capture(act) {
    const original = process.stdout.write.bind(process.stdout);
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
    }
  },
};
