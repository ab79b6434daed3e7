/** The inputs of every action that tells people of incidents. */
import * as z from "zod/mini";
import { bounds, severities } from "../../notify/incident/incident.ts";
import { isMention } from "../../notify/channels/mentions.ts";
import { formatDuration, parseDuration } from "../../policy/duration.ts";
import { UserError } from "../../policy/user-error.ts";
import { input, withDefault } from "../inputs/input.ts";
import { entriesOf, line, oneOf, yesOrNo } from "../inputs/kinds.ts";
import { vocabulary } from "../inputs/vocabulary.ts";

/** Milliseconds. */
const longestReminder = 365 * 86_400_000;

export const incidentInputs = {
  /** Names of channels; the job's summary is always one. */
  channels: z.optional(lines(20)),
  labels: z.optional(lines(100)),
  assignees: z.optional(lines(10)),
  mentions: z.optional(input(mentionsOf)),
  severity: withDefault(oneOf(...severities), "error"),
  /** Milliseconds. */
  "renotify-after": z.optional(input(reminderOf)),
  "runbook-url": z.optional(input(webAddressOf)),
  ledger: withDefault(oneOf("auto", "refs", "branches", "issue", "directory"), "auto"),
  /** `host` or `host:port`. */
  "private-hosts": z.optional(lines(20)),
  "fail-on-error": withDefault(yesOrNo, "false"),
  token: z.optional(vocabulary.token),
  /** Jobs of the matrix, as an expression in `action.yml` tells. */
  "job-total": z.optional(input(countOf)),
} as const;

const shape = z.object(incidentInputs);
export type IncidentInputs = Readonly<z.infer<typeof shape>>;

function lines(limit: number) {
  return input((written) => entriesOf(written, limit));
}

function mentionsOf(written: string): readonly string[] {
  const mentions = entriesOf(written, 20);
  const wrong = mentions.find((mention) => !isMention(mention));
  if (wrong === undefined) return mentions;
  throw new UserError(
    `${JSON.stringify(wrong.slice(0, 60))} calls on nobody; write @user or @organisation/team for GitHub, <@U012AB3CD> ` +
      "or <!here> for Slack, name@example.com for Teams, one a line",
  );
}

function reminderOf(written: string): number {
  const ms = parseDuration(written);
  if (ms >= 60_000 && ms <= longestReminder) return ms;
  throw new UserError(`not within bounds; write a duration from 1m to ${formatDuration(longestReminder)}, such as 1d`);
}

const address = line(bounds.url);

function webAddressOf(written: string): string {
  const parsed = address.safeParse(written);
  if (!parsed.success || !URL.canParse(written) || !/^https?:$/.test(new URL(written).protocol)) {
    throw new UserError("no address of the web; write https://…");
  }
  return written;
}

/** Where nobody says, as under act, the job is alone. */
function countOf(written: string): number {
  const count = Number(written);
  return Number.isSafeInteger(count) && count > 0 ? count : 1;
}
