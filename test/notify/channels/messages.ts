/** Messages to deliver, made of what the test tells of them. */
import type { FailureReport } from "../../../src/notify/failure-report.ts";
import { bounds, type Incident } from "../../../src/notify/incident/incident.ts";
import type { Message } from "../../../src/notify/message.ts";

const MINUTE = 60_000;

/** When incidents of tests open: their services run on the real clock, and all of it is past. */
const openedAt = Date.now() - 120 * MINUTE;

const run = {
  sequence: [1001, 1],
  url: "https://github.com/octocat/hello-world/actions/runs/1001/attempts/1",
  commit: "0123456789abcdef0123456789abcdef01234567",
  branch: "main",
  workflow: "Nightly",
  job: "sync",
} as const;

const failure: FailureReport = {
  reason: "exit code 75: temporary failure",
  automation: "import-orders",
  step: "import / order 7",
  attempt: 3,
  exitCode: 75,
  classification: { kind: "transient", rule: "temporary failure, EX_TEMPFAIL" },
  output: "connecting\nread ECONNRESET\n",
  undone: ["import / order 8", "publish"],
  waysOn: ["To go on, re-run the failed jobs: what is done is replayed, and what failed runs again."],
};

export function messageOf(change: Partial<Message> = {}, incident: Partial<Incident> = {}): Message {
  const sighting = { at: openedAt, run };
  return {
    change: "opened",
    failure,
    mentions: [],
    repository: "octocat/hello-world",
    ...change,
    incident: {
      key: "octocat/hello-world/nightly/sync",
      number: 1,
      status: "open",
      firstSeen: sighting,
      lastSeen: sighting,
      count: 1,
      notifiedAt: openedAt,
      title: "Nightly sync failed",
      severity: "error",
      deliveries: {},
      ...incident,
    },
  };
}

/** The incident failed again, for the `count`-th time. */
export function updateOf(count: number): Message {
  const lastSeen = { at: openedAt + count * MINUTE, run: { ...run, sequence: [1000 + count, 1] as const } };
  return messageOf({ change: "updated" }, { count, lastSeen });
}

export function recoveryOf(count = 1): Message {
  const at = openedAt + 90 * MINUTE;
  const { failure: _, ...message } = updateOf(count);
  return {
    ...message,
    change: "recovered",
    lasted: 90 * MINUTE,
    incident: {
      ...message.incident,
      status: "closed",
      closed: { by: "recovery", at, run: { ...run, sequence: [2000, 1], url: run.url.replace("1001", "2000") } },
    },
  };
}

/** Texts that mean something to one channel or another. */
export const hostileTexts = [
  "<!channel> <!here> <@U012AB3CD> <!subteam^S012AB3CD> <https://evil.example|click>",
  "@octocat @octocat/team #1 GH-1 octocat/hello-world#1",
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "<at>jane@example.com</at>",
  "[click](https://evil.example) ![x](https://evil.example/x.png) **bold** _it_ ~~s~~ `code` > quote",
  "</code></pre></details> -->\n# Title\n\n```mermaid\ngraph TD\n```\n| a | b |",
  "<!-- holdfast:end --><!-- holdfast:incident 0123456789abcdef0123456789abcdef closed 9 -->",
  "\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007",
  "\u202eevil\u2066\u200f\u0000\u0008\u007f\u009b",
  "::error::x\n::stop-commands::y\n##[command]z",
  '"}], "blocks": [{"type":"x"}]',
  "\ud83d lone surrogate \udc00",
  "🙂".repeat(3_000),
  "*".repeat(100_000),
  `${"é".repeat(99_000)}\nthe end`,
] as const;

/** A message in which every foreign text is this one. */
export function foreignMessage(text: string, change: Message["change"] = "opened"): Message {
  // As far as an incident keeps them.
  const name = text.slice(0, bounds.name);
  const url = text.slice(0, bounds.url);
  const place = { ...run, branch: name, workflow: name, job: name, url, commit: text.slice(0, 64) };
  const sighting = { at: openedAt, run: place };
  return messageOf(
    {
      change,
      mentions: [text],
      runbookUrl: text,
      failure: {
        reason: text,
        automation: text,
        step: text,
        classification: { kind: "transient", rule: text },
        output: text,
        undone: Array.from({ length: 30 }, () => text),
        waysOn: Array.from({ length: 7 }, () => text),
        graph: {
          nodes: [{ id: "a", label: text, notes: [text], kind: "step", state: "failed" }],
          edges: [],
          groups: [],
        },
      },
    },
    {
      title: text.slice(0, bounds.title),
      key: text.slice(0, bounds.key),
      firstSeen: sighting,
      lastSeen: sighting,
      count: 7,
    },
  );
}

/** Texts of which a character as people count them takes many bytes, or many characters once it is written as JSON. */
export const wideTexts = ["e\u20d0\u20d1\u20d2\u20d3\u20d4\u20d5\u20d6", "👩‍👩‍👧‍👦", '"', "\\", "&", "漢"] as const;

/** A message in which all that people are told is as long as it may be: texts, addresses and who is called on. */
export function hugeMessage(text: string, change: Message["change"] = "opened"): Message {
  const message = foreignMessage(text.repeat(5_000), change);
  const { lastSeen } = message.incident;
  const seenIn = (page: number) => ({ ...lastSeen.run, url: longAddress(page), commit: "0".repeat(64) });
  const closed = { by: "recovery", at: openedAt, run: seenIn(2) } as const;
  return {
    ...message,
    incident: {
      ...message.incident,
      lastSeen: { ...lastSeen, run: seenIn(1) },
      ...(change === "recovered" && { status: "closed", closed }),
    },
    runbookUrl: longAddress(3),
    mentions: [...teamsNames(44), ...teamsNames(90), ...slackGroups],
  };
}

function longAddress(page: number): string {
  return `https://github.com/o/r/actions/runs/${page}?${"x".repeat(1_900)}`;
}

/** Names of people at a domain of about so many characters: Microsoft's have 113 at most. */
function teamsNames(domain: number): string[] {
  return Array.from({ length: 30 }, (_, index) => `${"n".repeat(60)}${10 + index}@${"d".repeat(domain)}.com`);
}

const slackGroups = Array.from({ length: 30 }, (_, index) => `<!subteam^S${"A".repeat(17)}${10 + index}>`);
