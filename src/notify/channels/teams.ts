import type { Channel } from "./channel.ts";
import type { SafeAddress } from "./safe-address.ts";
import { outcomeOf } from "./posted.ts";
import { send, type SendingWorld } from "./send.ts";
import { teamsBody } from "./teams-card.ts";

/**
 * A channel to Microsoft Teams by the webhook of a workflow: a card a change. It answers when it has taken the request and
 * tells nothing of what it posted; what it may have taken is never sent again.
 */
export function teamsChannel(
  world: SendingWorld,
  { name, address }: { readonly name: string; readonly address: SafeAddress },
): Channel {
  return {
    name,
    async deliver(message, _previous, signal) {
      const letter = { to: address, body: teamsBody(message), isRepeatable: false };
      const posted = await send(world, letter, signal);
      // The webhooks before workflows say what went wrong in a success.
      const code =
        posted.kind === "answered" ? /delivery failed.*?HTTP error (\d{3})/i.exec(posted.body)?.[1] : undefined;
      return code === undefined
        ? outcomeOf(posted, letter.to)
        : { kind: "failed", reason: `Microsoft Teams refused it: HTTP ${code}` };
    },
  };
}
