/** What the world outside does to the callbacks of a case. */
import { namesOf } from "../../src/durable/engine/path.ts";
import type { Event } from "../../src/journal/event.ts";
import type { CallbackAction } from "./case.ts";

type Created = Extract<Event, { type: "callback-created" }>;

export interface Planned {
  readonly action: CallbackAction;
  /** Of the callback. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly due: number;
}

/**
 * The actions on callbacks that were created and have no answer yet, each with when it is due. Theirs refuses an answer
 * that comes later.
 */
export function planned(actions: readonly CallbackAction[], events: readonly Event[]): Planned[] {
  const created = events.filter((event): event is Created => event.type === "callback-created");
  const answered = new Set(events.flatMap((event) => (isAnswer(event) ? [event.path] : [])));
  /** Callbacks that an earlier action answers, so that `*` means another. */
  const taken = new Set<string>();
  return actions.flatMap((action) => {
    const { CallbackName: name, Operation, Delay } = action;
    const callback = created.find(({ id, path }) => (name === "*" ? !taken.has(id) : namesOf(path).includes(name)));
    if (!callback) return [];
    if (Operation !== "heartbeat") taken.add(callback.id);
    if (answered.has(callback.path)) return [];
    return [{ action, id: callback.id, due: callback.at + Delay * 1000 }];
  });
}

function isAnswer(event: Event): event is Extract<Event, { type: "callback-done" | "callback-failed" }> {
  return event.type === "callback-done" || event.type === "callback-failed";
}
