/**
 * The part of Adaptive Cards 1.5 that cards for Teams are made of, in our words after
 * https://github.com/microsoft/AdaptiveCards/tree/main/schemas/1.5.0, and the envelope of a workflow's webhook after
 * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using.
 */
import { z } from "zod";

const spacing = z.enum(["Default", "None", "Small", "Medium", "Large", "ExtraLarge", "Padding"]).optional();

const textRun = z.strictObject({
  type: z.literal("TextRun"),
  text: z.string().min(1),
  size: z.enum(["Default", "Small", "Medium", "Large", "ExtraLarge"]).optional(),
  weight: z.enum(["Default", "Lighter", "Bolder"]).optional(),
  color: z.enum(["Default", "Dark", "Light", "Accent", "Good", "Warning", "Attention"]).optional(),
  fontType: z.enum(["Default", "Monospace"]).optional(),
});

const richTextBlock = z.strictObject({ type: z.literal("RichTextBlock"), spacing, inlines: z.array(textRun).min(1) });

const textBlock = z.strictObject({ type: z.literal("TextBlock"), spacing, text: z.string().min(1), wrap: z.boolean() });

const container = z.strictObject({
  type: z.literal("Container"),
  spacing,
  style: z.enum(["default", "emphasis", "good", "attention", "warning", "accent"]),
  items: z.array(richTextBlock),
});

const card = z.strictObject({
  $schema: z.literal("http://adaptivecards.io/schemas/adaptive-card.json"),
  type: z.literal("AdaptiveCard"),
  version: z.literal("1.5"),
  body: z.array(z.discriminatedUnion("type", [richTextBlock, textBlock, container])).min(1),
  // Teams shows six.
  actions: z
    .array(z.strictObject({ type: z.literal("Action.OpenUrl"), title: z.string().min(1), url: z.url() }))
    .max(6),
  msteams: z.strictObject({
    width: z.literal("Full"),
    entities: z.array(
      z.strictObject({
        type: z.literal("mention"),
        text: z.string().regex(/^<at>[^<>]+<\/at>$/),
        mentioned: z.strictObject({ id: z.string().min(1), name: z.string().min(1) }),
      }),
    ),
  }),
});

export const teamsBodySchema = z.strictObject({
  type: z.literal("message"),
  attachments: z.tuple([
    z.strictObject({
      contentType: z.literal("application/vnd.microsoft.card.adaptive"),
      contentUrl: z.null(),
      content: card,
    }),
  ]),
});

export const teamsLimit = 28 * 1024;
