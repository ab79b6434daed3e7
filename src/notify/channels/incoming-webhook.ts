import type { Message } from "../message.ts";
import type { Channel } from "./channel.ts";
import { outcomeOf } from "./posted.ts";
import type { SafeAddress } from "./safe-address.ts";
import { send, type SendingWorld } from "./send.ts";
import { slackText } from "./slack-blocks.ts";
import { teamsBody } from "./teams-card.ts";

export interface IncomingWebhookSettings {
  readonly name: string;
  readonly address: SafeAddress;
}

/** A channel to Slack by an incoming webhook: a message a change. */
export function slackWebhookChannel(world: SendingWorld, settings: IncomingWebhookSettings): Channel {
  return incomingWebhookChannel(world, settings, (message) => JSON.stringify(slackText(message)));
}

/** A channel to Microsoft Teams by the webhook of a workflow: a card a change. */
export function teamsChannel(world: SendingWorld, settings: IncomingWebhookSettings): Channel {
  return incomingWebhookChannel(world, settings, teamsBody);
}

/** It tells nothing of what it has taken, so that a message is never sent again where it may have been taken. */
function incomingWebhookChannel(
  world: SendingWorld,
  { name, address }: IncomingWebhookSettings,
  bodyOf: (message: Message) => string,
): Channel {
  return {
    name,
    async deliver(message, _previous, signal) {
      const posted = await send(world, { to: address, body: bodyOf(message), isRepeatable: false }, signal);
      // Those of Microsoft Teams that are older than workflows say what went wrong in a success.
      const code =
        posted.kind === "answered" ? /delivery failed.*?HTTP error (\d{3})/i.exec(posted.body)?.[1] : undefined;
      return code === undefined
        ? outcomeOf(posted, address)
        : { kind: "failed", reason: `Microsoft Teams refused it: HTTP ${code}` };
    },
  };
}
