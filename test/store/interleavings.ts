/** Runs writers that take turns, in every order there is. */

/** What a writer calls before each thing it does that others can see. */
export type Turn = (isReady?: () => boolean) => Promise<void>;

export interface Interleaving<T> {
  readonly order: readonly number[];
  readonly results: readonly T[];
}

/**
 * Gives the outcome of `run` in each order of its writers' turns. `run` must be the same for the same order: it gets a
 * function that starts the writers, given a `Turn` each.
 */
export async function* interleavings<T>(
  run: (start: (writers: readonly ((turn: Turn) => Promise<T>)[]) => Promise<readonly T[]>) => Promise<readonly T[]>,
): AsyncGenerator<Interleaving<T>> {
  for (let plan: number[] | undefined = []; plan !== undefined;) {
    const taken: { choice: number; options: number }[] = [];
    const order: number[] = [];
    const given: readonly number[] = plan;
    const results = await run(async (writers) => {
      const running = writers.map((writer) => startWriter(writer));
      for (;;) {
        await Promise.all(running.map(({ settled }) => settled()));
        const ready = running.flatMap((one, index) => (one.isReady() ? [index] : []));
        if (ready.length === 0) break;
        const choice = given[taken.length] ?? 0;
        taken.push({ choice, options: ready.length });
        const next = ready[choice] ?? 0;
        order.push(next);
        running[next]?.go();
      }
      return Promise.all(running.map(({ result }) => result));
    });
    yield { order, results };
    plan = nextPlan(taken);
  }
}

/** The choices of the next order, in which the last one that can be another is another. */
function nextPlan(taken: readonly { choice: number; options: number }[]): number[] | undefined {
  const last = taken.findLastIndex(({ choice, options }) => choice + 1 < options);
  if (last === -1) return undefined;
  return [...taken.slice(0, last).map(({ choice }) => choice), (taken[last]?.choice ?? 0) + 1];
}

function startWriter<T>(writer: (turn: Turn) => Promise<T>) {
  let waiting: { go: () => void; isReady: () => boolean } | undefined;
  let arrived = Promise.withResolvers<void>();
  const turn: Turn = (isReady = () => true) =>
    new Promise((go) => {
      waiting = { go, isReady };
      arrived.resolve();
    });
  const result = writer(turn).finally(() => arrived.resolve());
  return {
    result,
    /** Resolves when the writer waits for a turn or has ended. */
    settled: () => arrived.promise,
    isReady: () => waiting?.isReady() ?? false,
    go() {
      const { go } = waiting ?? { go: () => {} };
      waiting = undefined;
      arrived = Promise.withResolvers();
      go();
    },
  };
}
