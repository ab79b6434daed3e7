import * as z from "zod/mini";
import type { Repository } from "../../github/context.ts";
import { formatDuration, parseDuration } from "../../policy/duration.ts";
import { UserError } from "../../policy/user-error.ts";
import { indexKinds } from "../../waiting/waiting-index.ts";
import type { Asked } from "../../watchdog/select.ts";
import { incidentInputs } from "../incident/inputs.ts";
import { input, withDefault } from "../inputs/input.ts";
import { entriesOf, oneOf, wholeNumber, yesOrNo } from "../inputs/kinds.ts";

/** Milliseconds: a success once a year is the least that can be asked for. */
const longest = 400 * 86_400_000;

const span = input(spanOf);
const spanOrNever = input((written) => (isNever(written) ? 0 : spanOf(written)));

/** Milliseconds: heartbeats are ten minutes apart, and one may be lost. */
const shortestSilence = 20 * 60_000;

/** The inputs of `actions/watchdog`, as its `action.yml` declares them. */
export const schema = z.object({
  workflows: withDefault(input(askedFor), "*"),
  repository: z.optional(input(repositoryOf)),
  /** Milliseconds. */
  "allowed-lateness": withDefault(span, "2h"),
  "allowed-drops": withDefault(wholeNumber(0, 100), "1"),
  /** Milliseconds. */
  "running-limit": z.optional(span),
  /** Milliseconds. */
  "queued-limit": withDefault(span, "2h"),
  /** Milliseconds. */
  "waiting-limit": withDefault(span, "1d"),
  /** Milliseconds; 0: never. */
  "heartbeat-after": withDefault(input(silenceOf), "45m"),
  "waiting-index": withDefault(oneOf(...indexKinds, "none"), "auto"),
  /** Milliseconds; 0: never. */
  "unanswered-after": withDefault(spanOrNever, "2d"),
  /** Milliseconds; 0: never. */
  "not-resumed-after": withDefault(spanOrNever, "2h"),
  /** Milliseconds; 0: never. */
  "dead-letters-after": withDefault(spanOrNever, "1d"),
  enable: withDefault(yesOrNo, "false"),
  "max-requests": withDefault(wholeNumber(10, 1_000), "100"),
  "fail-on-findings": withDefault(yesOrNo, "false"),
  channels: incidentInputs.channels,
  labels: incidentInputs.labels,
  assignees: incidentInputs.assignees,
  mentions: incidentInputs.mentions,
  "renotify-after": incidentInputs["renotify-after"],
  "runbook-url": incidentInputs["runbook-url"],
  ledger: incidentInputs.ledger,
  "private-hosts": incidentInputs["private-hosts"],
  "fail-on-error": incidentInputs["fail-on-error"],
  token: incidentInputs.token,
});

export type Inputs = Readonly<z.infer<typeof schema>>;

function spanOf(written: string): number {
  const ms = parseDuration(written);
  if (ms >= 60_000 && ms <= longest) return ms;
  throw new UserError(`not within bounds; write a duration from 1m to ${formatDuration(longest)}, such as 26h`);
}

function isNever(written: string): boolean {
  return /^0[a-z]*$/.test(written);
}

function silenceOf(written: string): number {
  const ms = isNever(written) ? 0 : spanOf(written);
  if (ms === 0 || ms >= shortestSilence) return ms;
  throw new UserError("not within bounds; heartbeats come every ten minutes: write 20m or more, or 0 for never");
}

/** Lines: `*`, `FILE`, `FILE: WINDOW`, `!FILE`. */
function askedFor(written: string): Asked {
  const named = new Map<string, number | undefined>();
  const except = new Set<string>();
  let scheduled = false;
  for (const line of entriesOf(written, 1_000)) {
    const [, not, file = "", window] = /^(!?)\s*([^:\s]+)\s*(?::\s*(.+))?$/.exec(line) ?? [];
    if (line === "*") scheduled = true;
    else if (!/^[\w.-]+\.ya?ml$/.test(file) || (not === "!" && window !== undefined)) throw unreadable(line);
    else if (not === "!") except.add(file);
    else named.set(file, window === undefined ? undefined : windowOf(line, window));
  }
  return { scheduled, named, except };
}

function windowOf(line: string, window: string): number {
  try {
    return spanOf(window);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${JSON.stringify(line.slice(0, 60))}: ${error.message}`, { cause: error });
  }
}

function unreadable(line: string): UserError {
  return new UserError(
    `${JSON.stringify(line.slice(0, 60))} names no workflow; write nightly.yml, nightly.yml: 26h, !ci.yml, or * for all that ` +
      "have a schedule, one a line",
  );
}

function repositoryOf(written: string): Repository {
  const [, owner, name] = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(written) ?? [];
  if (owner === undefined || name === undefined) throw new UserError("not a repository; write owner/name");
  return { owner, name };
}
