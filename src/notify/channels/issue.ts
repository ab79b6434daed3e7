import type { Repository } from "../../github/context.ts";
import { failureOf, statusOf } from "../../github/failure.ts";
import { neutraliseLine } from "../../github/neutralise.ts";
import type { Octokit } from "../../github/octokit.ts";
import { LostAnswer, writeOnce } from "../../github/write-once.ts";
import { formatDuration } from "../../policy/duration.ts";
import { shorten } from "../../report/label.ts";
import type { Clock, World } from "../../world.ts";
import { incidentId } from "../message-id.ts";
import { changedAt, type Message } from "../message.ts";
import type { Channel, Delivered } from "./channel.ts";
import { deliveryDeadline, inTime } from "./deadline.ts";
import { commentMark, readMark, renewed } from "./issue-marker.ts";
import { bodyOf, commentOf } from "./issue-text.ts";
import { issuesOf, type Issue } from "./issues.ts";

export interface IssueSettings {
  readonly name: string;
  readonly repository: Repository;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
}

/** How far, in milliseconds, the clock that dated the incident may be ahead of GitHub's. */
const clockSkew = 600_000;

/**
 * A channel to GitHub issues: one issue an incident, with a comment for each change, closed on recovery. Needs
 * `issues: write`.
 */
export function issueChannel(world: Pick<World, "clock">, octokit: Octokit, settings: IssueSettings): Channel {
  return {
    name: settings.name,
    deliver: (message, previous, signal) =>
      inTime(world.clock, signal, async (stopped) => {
        const issues = issuesOf(octokit, settings.repository, stopped);
        try {
          return await tell({ clock: world.clock, issues, settings, message, signal: stopped }, previous);
        } catch (error) {
          return notTold(error, stopped);
        }
      }),
  };
}

/** What telling one message takes. */
interface Telling {
  readonly clock: Clock;
  readonly issues: ReturnType<typeof issuesOf>;
  readonly settings: IssueSettings;
  readonly message: Message;
  readonly signal: AbortSignal;
}

async function tell(telling: Telling, previous: string | undefined): Promise<Delivered> {
  const { incident, change } = telling.message;
  const known = (await previousIssue(telling, previous)) ?? (await openedIssue(telling));
  if (known === undefined) {
    // Nobody was told that it failed.
    if (change === "recovered") return { kind: "delivered" };
    return { kind: "delivered", reference: String((await open(telling)).number) };
  }
  const delivered = { kind: "delivered", reference: String(known.number) } as const;
  const mark = readMark(known.body ?? "");
  const isToldOfMore = mark !== undefined && (mark.status === "closed" || mark.count > incident.count);
  if (isToldOfMore) return delivered;
  if (known.state !== "open") return { ...delivered, closedByPerson: known.closed_by?.login ?? "somebody" };
  if (change !== "opened") await comment(telling, known);
  const isNews = change !== "opened" || (mark !== undefined && mark.count < incident.count);
  if (isNews) await renew(telling, known);
  return delivered;
}

/** What the incident's last delivery made, where it is still there and no older incident's. */
async function previousIssue({ issues, message }: Telling, previous: string | undefined): Promise<Issue | undefined> {
  if (previous === undefined || !/^\d{1,15}$/.test(previous)) return undefined;
  const issue = await issues.get(Number(previous));
  const mark = issue && readMark(issue.body ?? "");
  return mark === undefined || mark.incident === incidentId(message) ? issue : undefined;
}

/** What a delivery made whose answer was lost. */
function openedIssue({ issues, message }: Telling): Promise<Issue | undefined> {
  const id = incidentId(message);
  return issues.find(message.incident.firstSeen.at - clockSkew, (body) => readMark(body)?.incident === id);
}

function open(telling: Telling): Promise<Issue> {
  const { clock, issues, settings, message, signal } = telling;
  const title = shorten(message.incident.title, 200);
  const issue = { title, body: bodyOf(message), labels: settings.labels, assignees: settings.assignees };
  const write = async () => {
    try {
      return await issues.open(issue);
    } catch (error) {
      // Who may no longer be assigned is no reason to tell nobody.
      if (statusOf(error) !== 422 || settings.assignees.length === 0) throw error;
      return issues.open({ ...issue, assignees: [] });
    }
  };
  return writeOnce(clock, write, () => openedIssue(telling), signal);
}

async function comment({ clock, issues, message, signal }: Telling, { number }: Issue): Promise<void> {
  const mark = commentMark(message);
  await writeOnce(
    clock,
    () => issues.comment(number, commentOf(message)),
    () => issues.hasComment(number, changedAt(message) - clockSkew, (body) => body.startsWith(mark)),
    signal,
  );
}

/** Our part of the body, and on recovery the state: a person who closes it meanwhile is not overruled. */
async function renew({ clock, issues, message, signal }: Telling, { number, body }: Issue): Promise<void> {
  const ending = message.incident.status === "closed" ? ({ state: "closed" } as const) : {};
  const changed = { body: renewed(body ?? "", message, bodyOf(message)), ...ending };
  // To say it again is to say the same.
  await writeOnce(clock, () => issues.change(number, changed), neverFound, signal);
}

async function neverFound(): Promise<undefined> {}

function notTold(error: unknown, stopped: AbortSignal): Delivered {
  if (error instanceof LostAnswer)
    return { kind: "unknown", reason: `the answer was lost: ${neutraliseLine(error.message)}` };
  if (stopped.aborted)
    return { kind: "failed", reason: `it took more than ${formatDuration(deliveryDeadline)}, or was stopped` };
  return { kind: "failed", reason: failureOf(error, "the issue", "issues: write") };
}
