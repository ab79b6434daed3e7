import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import * as fc from "fast-check";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { incidentMessageSchema } from "../../../src/notify/channels/incident-schema.ts";
import { bodyOf, commentOf } from "../../../src/notify/channels/issue-text.ts";
import { detailsInMarkdown } from "../../../src/notify/channels/markdown.ts";
import { slackText } from "../../../src/notify/channels/slack-blocks.ts";
import { teamsBody } from "../../../src/notify/channels/teams-card.ts";
import { incidentMessage } from "../../../src/notify/channels/webhook-body.ts";
import { webhookChannel } from "../../../src/notify/channels/webhook.ts";
import { changes } from "../../../src/notify/incident/incident.ts";
import type { Message } from "../../../src/notify/message.ts";
import { casesOf } from "../../cases.ts";
import { folderForTest } from "../../github/scene.ts";
import { snippetsOf } from "../../repository/snippets.ts";
import { teamsBodySchema, teamsLimit } from "./adaptive-card.ts";
import { foreignMessage, hostileTexts, hugeMessage, messageOf, recoveryOf, updateOf, wideTexts } from "./messages.ts";
import { hastyWorld, never, receiverForTest } from "./receiver.ts";
import { slackTextSchema } from "./slack-limits.ts";

const ordinary: readonly (readonly [name: string, message: Message])[] = [
  ["opened", messageOf()],
  ["opened with mentions", messageOf({ mentions: ["@octocat", "<@U012AB3CD>", "<!here>", "jane@example.com"] })],
  ["updated", updateOf(3)],
  ["reminded", { ...updateOf(3), change: "reminded" }],
  ["recovered", recoveryOf(3)],
];

const hostile = hostileTexts.map((text) => [JSON.stringify(text.slice(0, 60)), foreignMessage(text)] as const);

const huge = wideTexts.flatMap((text) =>
  (["reminded", "recovered"] as const).map(
    (change) => [`${change} with much ${JSON.stringify(text)}`, hugeMessage(text, change)] as const,
  ),
);

const all = [...ordinary, ...hostile, ...huge];

/** The texts of Slack's blocks of a kind. */
function slackTexts(message: Message, type: "header" | "section"): string[] {
  const { blocks } = slackTextSchema.parse(slackText(message));
  return blocks.flatMap((block) => (block.type === type ? block.text.text : []));
}

describe("Slack", () => {
  test.each(all)("takes %s", (_, message) => {
    expect(slackTextSchema.safeParse(slackText(message)).error).toBeUndefined();
  });

  test.each(hostile)("reads no markup in %s", (_, message) => {
    expect(slackText(message).text).not.toMatch(/[<>]/);
    expect(slackTexts(message, "header").join("")).not.toMatch(/[<>]/);
    // Of what Slack looks for markup in, there is only what was asked for.
    expect(slackTexts(message, "section").join(" ")).toMatch(/^(<(@|!)[\w^]+> ?)*$/);
  });

  test.each(huge)("hears what happened and where to look of what is %s", (_, message) => {
    const { blocks } = slackTextSchema.parse(slackText(message));
    expect(blocks[0]).toMatchObject({ type: "header" });
    expect(JSON.stringify(blocks)).toContain("/actions/runs/");
  });

  test("takes a reason of which each character is many", () => {
    const message = messageOf({ failure: { reason: wideTexts[0].repeat(5_000), undone: [], waysOn: [] } });
    expect(slackTextSchema.safeParse(slackText(message)).error).toBeUndefined();
  });

  test("calls on those that were asked for, when it opens and as a reminder", () => {
    const mentions = ["<!here>", "<@U012AB3CD>", "@octocat", "<!here> and <!channel>", "<https://evil.example|x>"];
    const called = "<!here> <@U012AB3CD>";
    expect(slackTexts(messageOf({ mentions }), "section")).toEqual([called]);
    expect(slackTexts({ ...updateOf(2), change: "reminded", mentions }, "section")).toEqual([called]);
    expect(slackTexts({ ...updateOf(2), mentions }, "section")).toEqual([]);
    expect(slackTexts({ ...recoveryOf(), mentions }, "section")).toEqual([]);
    expect(slackTexts(messageOf(), "section")).toEqual([]);
  });
});

describe("Microsoft Teams", () => {
  test.each(all)("takes %s", (_, message) => {
    const body = teamsBody(message);
    expect(Buffer.byteLength(body)).toBeLessThan(teamsLimit);
    expect(teamsBodySchema.safeParse(JSON.parse(body)).error).toBeUndefined();
  });

  test.each(hostile)("reads no Markdown and no mention in %s", (_, message) => {
    const { content } = teamsBodySchema.parse(JSON.parse(teamsBody(message))).attachments[0];
    expect(content.msteams.entities).toEqual([]);
    expect(content.body.filter(({ type }) => type === "TextBlock")).toEqual([]);
  });

  test.each(huge)("hears what happened and where to look of what is %s", (_, message) => {
    const { content } = teamsBodySchema.parse(JSON.parse(teamsBody(message))).attachments[0];
    expect(content.actions.map(({ url }) => url)).toContainEqual(expect.stringContaining("/actions/runs/"));
    expect(content.msteams.entities).toHaveLength(message.change === "reminded" ? 20 : 0);
  });

  test("takes as many of the last lines as there is room for", () => {
    const message = foreignMessage(Array.from({ length: 60 }, (_, line) => `${line} ${"🙂".repeat(90)}`).join("\n"));
    const body = teamsBody(message);
    expect(Buffer.byteLength(body)).toBeLessThan(teamsLimit);
    expect(body).toContain('"59 🙂');
    expect(body).not.toContain('"20 🙂');
  });

  test("calls on those that were asked for", () => {
    const message = messageOf({ mentions: ["jane@example.com", "@octocat", "<at>x</at>", "a b@example.com"] });
    const { content } = teamsBodySchema.parse(JSON.parse(teamsBody(message))).attachments[0];
    expect(content.body.filter(({ type }) => type === "TextBlock")).toMatchObject([
      { text: "<at>jane@example.com</at>" },
    ]);
    expect(content.msteams.entities.map(({ mentioned }) => mentioned.id)).toEqual(["jane@example.com"]);
  });
});

describe("a webhook", () => {
  const ajv = new Ajv({ allErrors: true });
  formats.default(ajv);
  const schema = JSON.parse(readFileSync("schemas/incident.schema.json", "utf8")) as object;
  const fits = ajv.compile(schema);

  test.each(all)("gets what its schema says of %s", (_, message) => {
    const body = JSON.stringify(incidentMessage(message, Date.now()));
    fits(JSON.parse(body));
    expect(fits.errors).toBeNull();
    expect(body.length).toBeLessThan(100_000);
  });

  test("gets times, runs and durations that programs can read", () => {
    expect(incidentMessage(recoveryOf(3), Date.parse("2026-11-21T12:00:00Z"))).toMatchObject({
      version: 1,
      change: "recovered",
      sentAt: "2026-11-21T12:00:00.000Z",
      incident: {
        status: "closed",
        count: 3,
        lastedMilliseconds: 5_400_000,
        recovered: { run: { id: 2000, attempt: 1 } },
      },
    });
  });

  test("can find out who sent it, when, and whether it had it before", async () => {
    const receiver = await receiverForTest();
    const channel = webhookChannel(hastyWorld(), { name: "x", address: receiver.address, secret: "k3y" });
    await channel.deliver(messageOf(), undefined, never);
    await channel.deliver(messageOf(), undefined, never);
    await channel.deliver(updateOf(2), undefined, never);
    for (const { headers, body } of receiver.taken) {
      const timestamp = String(headers["x-holdfast-timestamp"]);
      const digest = createHmac("sha256", "k3y").update(`${timestamp}.${body}`).digest("hex");
      expect(headers["x-holdfast-signature-256"]).toBe(`sha256=${digest}`);
      expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60);
      expect(headers["x-holdfast-delivery"]).toBe((JSON.parse(body) as { id: string }).id);
    }
    const [first, again, update] = receiver.taken.map(({ headers }) => headers["x-holdfast-delivery"]);
    expect(again).toBe(first);
    expect(update).not.toBe(first);
  });

  test("can check it as the documents say", async () => {
    const receiver = await receiverForTest();
    const channel = webhookChannel(hastyWorld(), { name: "x", address: receiver.address, secret: "k3y" });
    await channel.deliver(messageOf(), undefined, never);
    const { headers, body } = receiver.taken[0]!;
    const snippets = snippetsOf("docs", readFileSync("docs/notifications.md", "utf8"));
    const snippet = snippets.find(({ language }) => language === "ts");
    const path = join(await folderForTest({ "receiver.mts": snippet?.text ?? "" }), "receiver.mts");
    const { isOurs } = (await import(path)) as { isOurs: (...given: [string, Headers, string, number?]) => boolean };
    const came = new Headers(headers as Record<string, string>);
    expect(isOurs("k3y", came, body)).toBe(true);
    expect(isOurs("other", came, body)).toBe(false);
    expect(isOurs("k3y", came, `${body} `)).toBe(false);
    expect(isOurs("k3y", came, body, Date.now() + 600_000)).toBe(false);
    expect(isOurs("k3y", new Headers(), body)).toBe(false);
  });

  test("gets no signature where there is no secret", async () => {
    const receiver = await receiverForTest();
    await webhookChannel(hastyWorld(), { name: "x", address: receiver.address }).deliver(messageOf(), undefined, never);
    expect(receiver.taken[0]?.headers).not.toHaveProperty("x-holdfast-signature-256");
  });
});

test("whatever foreign text there is, each channel takes the message", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 3_000 }), fc.constantFrom(...changes), (text, change) => {
      const message = foreignMessage(text, change);
      slackTextSchema.parse(slackText(message));
      const body = teamsBody(message);
      expect(Buffer.byteLength(body)).toBeLessThan(teamsLimit);
      teamsBodySchema.parse(JSON.parse(body));
      incidentMessageSchema.parse(incidentMessage(message, 0));
      expect(bodyOf(message).length).toBeLessThan(65_536);
      expect(bodyOf(message).match(/<!--/g)).toHaveLength(3);
    }),
    { numRuns: casesOf(1_000) },
  );
});

describe("Markdown", () => {
  const ours =
    /^<(\/?(code|pre|details|summary)|\/a|a href="https:\/\/github\.com\/[^"]*"|!-- holdfast:(end|details|message [\da-f]{32}|incident [\da-f]{32} open 7) --)>$/;

  test.each(hostile)("of an issue has no foreign markup: %s", (_, message) => {
    for (const written of [bodyOf(message), commentOf(message), detailsInMarkdown(message, 100_000)]) {
      expect(written.length).toBeLessThan(100_000);
      // The diagram has markup of its own, which quotes what is foreign.
      const markdown = written.replace(/```mermaid\n[^`]*```/, "");
      expect(markdown.match(/<[^>]*>?/g) ?? []).toSatisfy((tags: string[]) => tags.every((tag) => ours.test(tag)));
      expect(markdown.replace(/<!--.*?-->/g, "")).not.toMatch(/[`[\]@!\\]|\w#\d|\bhttps?:(?!\/\/github\.com)/);
      // oxlint-disable-next-line no-control-regex -- none is left
      expect(markdown).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }
    expect(bodyOf(message).length).toBeLessThan(65_536);
    expect(commentOf(message).length).toBeLessThan(65_536);
    expect(bodyOf(message).match(/<!--/g)).toHaveLength(3);
  });

  test("calls on those that were asked for: in the body, and in a reminder", () => {
    const mentions = ["@octocat", "@octo-org/on-call", "<!here>", "@evil](x)"];
    expect(bodyOf(messageOf({ mentions }))).toContain("\n@octocat @octo-org/on-call\n");
    expect(commentOf({ ...updateOf(2), change: "reminded", mentions })).toMatch(/\n@octocat @octo-org\/on-call$/);
    expect(commentOf({ ...updateOf(2), mentions })).not.toContain("@octocat");
  });

  test.each(huge)("has room for what is %s", (_, message) => {
    for (const written of [bodyOf(message), commentOf(message)]) expect(written.length).toBeLessThan(65_536);
  });

  test("shows the end of what does not fit", () => {
    const body = bodyOf(foreignMessage(hostileTexts[14]));
    expect(body).toContain("the end</code>");
  });
});
