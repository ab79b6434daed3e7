/**
 * What Slack takes, as its documentation and those who met its limits say:
 * https://docs.slack.dev/reference/block-kit/blocks, https://github.com/slackapi/bolt-js/issues/2867.
 */
import { z } from "zod";

const filled = z.string().min(1);
const text = z.strictObject({
  type: z.literal("text"),
  text: filled.max(3000),
  style: z.object({ bold: z.boolean() }).optional(),
});
const link = z.strictObject({ type: z.literal("link"), url: z.url().max(3000), text: filled });
const richText = z.strictObject({
  type: z.enum(["rich_text_section", "rich_text_preformatted"]),
  elements: z.array(z.discriminatedUnion("type", [text, link])).min(1),
});

const block = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("header"),
    text: z.strictObject({ type: z.literal("plain_text"), text: filled.max(150), emoji: z.literal(false) }),
  }),
  z.strictObject({
    type: z.literal("section"),
    text: z.strictObject({ type: z.literal("mrkdwn"), text: filled.max(3000) }),
  }),
  z.strictObject({ type: z.literal("rich_text"), elements: z.array(richText).min(1) }),
]);

export const slackTextSchema = z.strictObject({
  text: filled.max(4000),
  mrkdwn: z.literal(false),
  blocks: z
    .array(block)
    .min(1)
    .max(50)
    .refine((blocks) => JSON.stringify(blocks).length <= 11_000, "more than Slack takes"),
});
