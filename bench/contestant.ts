/** A durable engine in a process of its own: it says what it is, and then runs a workflow of no-op steps when asked. */
import { fork } from "node:child_process";
import { once } from "node:events";
import * as z from "zod";

/** Milliseconds a step. */
const stepCosts = z.object({
  /** Of a step that runs and is recorded. */
  fresh: z.number(),
  /** Of a step that is recorded already, reading the record included. */
  replayed: z.number(),
});
export type StepCosts = z.infer<typeof stepCosts>;

export interface Contestant {
  /** Its name and version, and how it makes sure that nothing is lost. */
  readonly about: string;
  /** Runs so many steps one after the other, and then the same workflow again. */
  run(steps: number): Promise<StepCosts>;
  [Symbol.asyncDispose](): Promise<void>;
}

const hello = z.object({ about: z.string() });
const request = z.object({ steps: z.number() });

/** Starts `file`, which is to call {@link compete}. What it prints goes to standard error. */
export async function startContestant(file: string, ...args: string[]): Promise<Contestant> {
  const child = fork(file, args, { stdio: ["ignore", 2, 2, "ipc"] });
  const exit = once(child, "exit");
  const answer = async (): Promise<unknown> => {
    const death = exit.then(([code]) => Promise.reject(new Error(`${file} ended with ${code}`)));
    const [message]: unknown[] = await Promise.race([once(child, "message"), death]);
    return message;
  };

  const { about } = hello.parse(await answer());
  return {
    about,
    async run(steps) {
      const answered = answer();
      child.send({ steps } satisfies z.infer<typeof request>);
      return stepCosts.parse(await answered);
    },
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect();
      await exit;
    },
  };
}

/** The other side, in the contestant's process: answers until it is closed, and then stops with `close`. */
export function compete(
  about: string,
  run: (steps: number) => Promise<StepCosts>,
  close: () => Promise<unknown> = async () => undefined,
): void {
  process.on("message", (message) => {
    void run(request.parse(message).steps).then((costs) => process.send!(costs));
  });
  process.once("disconnect", () => void close().then(() => process.exit()));
  process.send!({ about } satisfies z.infer<typeof hello>);
}
