import type { Message } from "../message.ts";

/** One way in which people are told. */
export interface Channel {
  /** What it is called in settings, outputs and the incident's record. */
  readonly name: string;
  /**
   * Delivers a message, in bounded time and as often as its other side allows to find out: once. Throws nothing.
   * `previous` is the reference of the incident's last delivery, where there was one.
   */
  deliver(message: Message, previous: string | undefined, signal: AbortSignal): Promise<Delivered>;
}

/** What became of a delivery; a reason names no secret. */
export type Delivered =
  | {
      readonly kind: "delivered";
      /** Where it stands: an issue's number, a Slack channel with a time stamp. */
      readonly reference?: string;
      /** Who closed the incident there; nothing was said then. */
      readonly closedByPerson?: string;
    }
  | { readonly kind: "failed"; readonly reason: string }
  /** The other side may have taken it: nobody knows. */
  | { readonly kind: "unknown"; readonly reason: string };
