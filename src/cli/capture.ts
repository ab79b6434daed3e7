import { text } from "node:stream/consumers";
import type { World } from "../world.ts";

/** How a program ended that was run for its answer: what it printed, and its exit code (undefined: it never started). */
export interface Captured {
  readonly code: number | undefined;
  readonly output: string;
}

/** Runs a program to its end and takes its standard output; its errors are left unheard. Never throws. */
export async function capture(
  { processes, environment }: Pick<World, "processes" | "environment">,
  file: string,
  args: readonly string[],
  folder?: string,
): Promise<Captured> {
  const child = processes.spawn(file, args, {
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...environment },
    windowsHide: true,
    ...(folder !== undefined && { cwd: folder }),
  });
  const ended = new Promise<number | undefined>((resolve) => {
    child.once("error", () => resolve(undefined));
    child.once("close", (code) => resolve(code ?? undefined));
  });
  const output = child.stdout === null ? "" : await text(child.stdout).catch(() => "");
  return { code: await ended, output };
}
