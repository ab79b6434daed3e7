import type { World } from "../../world.ts";
import type { Engine } from "../engine/engine.ts";
import { takeInbox, type InboxMessage } from "./inbox.ts";
import { holdsSecret, writePayload } from "../engine/payload.ts";
import { redacted } from "../step/recorded-failure.ts";

/** Milliseconds between two looks into the inbox. */
const interval = 500;

/**
 * Takes in what other processes have to say to the run: now, and again and again until the returned function is called.
 * What it says is recorded before the message is removed.
 */
export async function listen(
  world: Pick<World, "clock" | "files">,
  engine: Engine,
  folder: string,
): Promise<() => void> {
  const { invocation, journal, observe } = engine;
  let isOver = false;
  let stopTimer: (() => void) | undefined;

  const report = (message: string): void => observe({ type: "log", path: "", level: "warn", message });

  async function look(): Promise<void> {
    for (const { message, remove } of await takeInbox(world, folder, report)) {
      await take(message);
      await remove();
    }
  }

  async function take(message: InboxMessage): Promise<void> {
    if (message.kind === "cancel") {
      if (!journal.state.run.cancelling) {
        await journal.append({ type: "cancel-requested", compensate: message.compensate });
      }
      return invocation.cancel();
    }
    const { callbacks, ending } = journal.state.run;
    const found = [...callbacks].find(([path, { id }]) => path === message.callback || id === message.callback);
    const unanswered = found && found[1].answer === undefined;
    if (!unanswered || ending) {
      const why = ignoredBecause(found !== undefined, unanswered === true);
      return report(`"${message.callback}" ${why}: ignored`);
    }
    const [path] = found;
    if (message.kind === "heartbeat") await journal.append({ type: "callback-heartbeat", path });
    else if (message.answer.ok && holdsSecret(engine.guard, message.answer.value)) {
      const failure = {
        kind: "error",
        name: "SecretFound",
        message: "the answer holds a secret and is not recorded",
      } as const;
      await journal.append({ type: "callback-failed", path, failure });
    } else if (message.answer.ok) {
      const payload = await writePayload(engine.lane, message.answer.value);
      await journal.append({ type: "callback-done", path, ...payload });
    } else {
      await journal.append({ type: "callback-failed", path, failure: redacted(message.answer.failure, engine.guard) });
    }
    invocation.wake(path);
  }

  function lookLater(): void {
    stopTimer = world.clock.after(interval, () => {
      if (isOver) return;
      void invocation.work(look).then(
        () => isOver || lookLater(),
        (error: unknown) => invocation.fail(error),
      );
    });
  }

  const { cancelling, ending } = journal.state.run;
  if (cancelling || ending) invocation.cancel();
  await look();
  lookLater();
  return () => {
    isOver = true;
    stopTimer?.();
  };
}

function ignoredBecause(isKnown: boolean, isOpen: boolean): string {
  if (!isKnown) return "is no callback of this run";
  return isOpen ? "waits for nothing any more, for the run is being undone" : "was answered before";
}
