import { text } from "../../github/markdown.ts";
import { summaryWriter } from "../../github/summary.ts";
import type { World } from "../../world.ts";
import type { Channel } from "./channel.ts";
import { contentOf } from "./content.ts";
import { detailsInMarkdown, storyInMarkdown } from "./markdown.ts";

const room = 100_000;

/** The channel to the summary of the job that runs: there is always one. */
export function summaryChannel(world: Pick<World, "environment" | "files">): Channel {
  return {
    name: "summary",
    async deliver(message) {
      try {
        const heading = `### ${text(contentOf(message).headline)}`;
        const parts = [heading, storyInMarkdown(message), detailsInMarkdown(message, room)];
        await summaryWriter(world)(`${parts.join("\n\n")}\n`);
        return { kind: "delivered" };
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return { kind: "failed", reason: `the summary could not be written: ${why}` };
      }
    },
  };
}
