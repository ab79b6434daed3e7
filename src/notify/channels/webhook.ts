import { createHmac } from "node:crypto";
import type { Channel } from "./channel.ts";
import type { SafeAddress } from "./safe-address.ts";
import { outcomeOf } from "./posted.ts";
import { send, type Letter, type SendingWorld } from "./send.ts";
import { incidentMessage } from "./webhook-body.ts";

export interface WebhookSettings {
  readonly name: string;
  readonly address: SafeAddress;
  /** Signs what is sent. */
  readonly secret?: string;
}

/**
 * A channel to programs: signed JSON as `schemas/incident.schema.json` has it. It is delivered at least once: the `id` of a
 * message, also in `X-Holdfast-Delivery`, tells one that came before.
 */
export function webhookChannel(world: SendingWorld, { name, address, secret }: WebhookSettings): Channel {
  return {
    name,
    async deliver(message, _previous, signal) {
      const sentAt = world.clock.now();
      const told = incidentMessage(message, sentAt);
      const body = JSON.stringify(told);
      const letter: Letter = {
        to: address,
        headers: {
          "x-holdfast-delivery": told.id,
          ...(secret !== undefined && signature(secret, Math.floor(sentAt / 1000), body)),
        },
        body,
        isRepeatable: true,
      };
      return outcomeOf(await send(world, letter, signal), letter.to, secret === undefined ? [] : [secret]);
    },
  };
}

/**
 * HMAC-SHA256 of `<timestamp>.<body>`: a receiver refuses what was signed long ago, so that nobody can send it again.
 * `timestamp` is in seconds since the epoch.
 */
function signature(secret: string, timestamp: number, body: string): Record<string, string> {
  const digest = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  return { "x-holdfast-timestamp": String(timestamp), "x-holdfast-signature-256": `sha256=${digest}` };
}
