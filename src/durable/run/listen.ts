import type { World } from "../../world.ts";
import type { Engine } from "../engine/engine.ts";
import { givenUpAt } from "../engine/given-up.ts";
import { takeInbox, type InboxMessage } from "./inbox.ts";
import { holdsSecret, writePayload } from "../engine/payload.ts";
import { redacted } from "../step/recorded-failure.ts";

/** Milliseconds between two looks into the inbox. */
const interval = 500;

/** Takes in what other processes have to say to the run. What it says is recorded before the message is removed. */
export interface Listener {
  /** Looks now, and again and again until it is to stop. */
  start(): Promise<void>;
  stop(): void;
  /** Looks unless it has at this time or later, in milliseconds since the epoch. */
  hear(before: number): Promise<void>;
}

export function listener(world: Pick<World, "clock" | "files">, engine: Engine, folder: string): Listener {
  const { invocation, journal, observe } = engine;
  let isOver = false;
  let stopTimer: (() => void) | undefined;
  /** When it looked last, in milliseconds since the epoch: whatever comes is newer. */
  let heardAt = Number.NEGATIVE_INFINITY;
  /** One after the other, for no message is to be taken in twice. */
  let looking = Promise.resolve();

  const report = (message: string): void => observe({ type: "log", path: "", level: "warn", message });

  function hear(before: number): Promise<void> {
    looking = looking.then(() => (heardAt < before ? look() : undefined));
    return looking;
  }

  async function look(): Promise<void> {
    const now = world.clock.now();
    for (const { message, remove } of await takeInbox(world, folder, report)) {
      await take(message, saidAt(message));
      await remove();
    }
    heardAt = now;
  }

  /** Not before the last look and not after this one, whatever the clock of who said it shows. */
  function saidAt({ at }: InboxMessage): number {
    return Math.min(Math.max(at, heardAt), world.clock.now());
  }

  async function take(message: InboxMessage, said: number): Promise<void> {
    if (message.kind === "cancel") {
      if (!journal.state.run.cancelling) {
        await journal.append({ type: "cancel-requested", compensate: message.compensate });
      }
      return invocation.cancel();
    }
    const ignore = (why: string): void => report(`"${message.callback}" ${why}: ignored`);
    const { callbacks, ending } = journal.state.run;
    const found = [...callbacks].find(([path, { id }]) => path === message.callback || id === message.callback);
    if (!found) return ignore("is no callback of this run");
    const [path, callback] = found;
    if (callback.answer) return ignore("was answered before");
    if (ending) return ignore("waits for nothing any more, for the run is being undone");
    if (said >= givenUpAt(callback)) return ignore("was given up before this was said");
    if (message.kind === "heartbeat") await journal.append({ type: "callback-heartbeat", path, said });
    else await answer(path, message);
    invocation.wake(path);
  }

  async function answer(path: string, message: Extract<InboxMessage, { kind: "answer" }>): Promise<void> {
    const from = message.from === undefined ? {} : { from: message.from };
    if (!message.answer.ok) {
      const failure = redacted(message.answer.failure, engine.guard);
      await journal.append({ type: "callback-failed", path, ...from, failure });
    } else if (holdsSecret(engine.guard, message.answer.value)) {
      await journal.append({ type: "callback-failed", path, ...from, failure: secretFound });
    } else {
      const payload = await writePayload(engine.lane, message.answer.value);
      await journal.append({ type: "callback-done", path, ...from, ...payload });
    }
  }

  function lookLater(): void {
    stopTimer = world.clock.after(interval, () => {
      if (isOver) return;
      void invocation
        .work(() => hear(Number.POSITIVE_INFINITY))
        .then(
          () => isOver || lookLater(),
          (error: unknown) => invocation.fail(error),
        );
    });
  }

  return {
    hear,
    async start() {
      const { cancelling, ending } = journal.state.run;
      if (cancelling || ending) invocation.cancel();
      await hear(Number.POSITIVE_INFINITY);
      lookLater();
    },
    stop() {
      isOver = true;
      stopTimer?.();
    },
  };
}

const secretFound = {
  kind: "error",
  name: "SecretFound",
  message: "the answer holds a secret and is not recorded",
} as const;
