import type { Channel } from "./channel.ts";
import type { SafeAddress } from "./safe-address.ts";
import { outcomeOf } from "./posted.ts";
import { send, type SendingWorld } from "./send.ts";
import { slackText } from "./slack-blocks.ts";

/**
 * A channel to Slack by an incoming webhook: a message a change. Slack tells nothing of what it has taken, so that a
 * message is never sent again where it may have been taken.
 */
export function slackWebhookChannel(
  world: SendingWorld,
  { name, address }: { readonly name: string; readonly address: SafeAddress },
): Channel {
  return {
    name,
    async deliver(message, _previous, signal) {
      const letter = { to: address, body: JSON.stringify(slackText(message)), isRepeatable: false };
      return outcomeOf(await send(world, letter, signal), letter.to);
    },
  };
}
