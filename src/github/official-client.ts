import type { World } from "../world.ts";
import { type ClientWords, debugCommands, maskCommands, readClientWords } from "./client-words.ts";
import { endWhereStalled } from "./stall.ts";

/** What became of a call of an official client, and what it printed meanwhile. */
export type ClientAnswer<T> =
  | { readonly kind: "returned"; readonly value: T; readonly words: readonly ClientWords[] }
  | { readonly kind: "threw"; readonly error: unknown; readonly words: readonly ClientWords[] };

export type ClientWorld = Pick<World, "clock" | "environment" | "http" | "output" | "processes">;

/**
 * Calls an official client, which reads the process's environment and folder when it is loaded and called, prints
 * instead of throwing, and knows no deadline. Its printing is kept from the log unless debug logging is on. Calls wait
 * for each other: environment, folder and output are the process's.
 */
export async function callClient<T>(
  world: ClientWorld,
  folder: string,
  act: () => Promise<T>,
): Promise<ClientAnswer<T>> {
  const before = last;
  const { promise, resolve: done } = Promise.withResolvers<void>();
  last = promise;
  await before;
  try {
    return await callAlone(world, folder, act);
  } finally {
    done();
  }
}

let last: Promise<void> = Promise.resolve();

async function callAlone<T>(world: ClientWorld, folder: string, act: () => Promise<T>): Promise<ClientAnswer<T>> {
  const { environment, output, processes } = world;
  const { result, text } = await output.capture(() =>
    processes.within(folder, serviceVariables(environment), () => endWhereStalled(world, () => settle(act))),
  );
  const { result: settled = { kind: "threw", error: undefined }, stalled } = result;
  const words = [...(stalled ? [STALLED] : []), ...readClientWords(text)];
  // Masks first: with debug logging on, the signatures they hide stand in the words.
  for (const line of maskCommands(text)) output.write(`${line}\n`);
  if (environment["RUNNER_DEBUG"] === "1") output.write(debugCommands(words));
  return { ...settled, words };
}

/** Said for the client, which only sees its connections end. */
const STALLED: ClientWords = { level: "error", text: "the service stopped answering" };

type Settled<T> =
  | { readonly kind: "returned"; readonly value: T }
  | { readonly kind: "threw"; readonly error: unknown };

async function settle<T>(act: () => Promise<T>): Promise<Settled<T>> {
  try {
    return { kind: "returned", value: await act() };
  } catch (error) {
    return { kind: "threw", error };
  }
}

/** What the clients read; and no workspace, so that what they call one is the folder they run in. */
function serviceVariables(environment: World["environment"]): Record<string, string | undefined> {
  const read = Object.entries(environment).filter(([name]) => /^(ACTIONS|GITHUB|RUNNER)_|_PROXY$/i.test(name));
  return { ...Object.fromEntries(read), GITHUB_WORKSPACE: undefined };
}
