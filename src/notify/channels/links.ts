import type { RunReference } from "../incident/incident.ts";
import type { Message } from "../message.ts";

/** The address is one of the web. */
export interface Link {
  readonly words: string;
  readonly url: string;
}

/** Where people look next. */
export function linksOf({ incident: { closed, lastSeen }, runbookUrl }: Message): Link[] {
  const failed = lastSeen.run;
  const newest =
    closed?.by === "recovery"
      ? [linkTo("Run that succeeded", closed.run.url), linkTo("Run that failed", failed.url), commitLink(closed.run)]
      : [linkTo("Run", failed.url), commitLink(failed)];
  return [...newest, linkTo("Runbook", runbookUrl)].flatMap((link) => link ?? []);
}

/** Of the repository in which the run is. */
function commitLink({ commit, url }: RunReference): Link | undefined {
  const [, repository] = /^(.*)\/actions\/runs\/\d/s.exec(url ?? "") ?? [];
  if (repository === undefined || commit === undefined || !/^[\da-f]{7,64}$/i.test(commit)) return undefined;
  return linkTo(`Commit ${commit.slice(0, 7)}`, `${repository}/commit/${commit}`);
}

function linkTo(words: string, written: string | undefined): Link | undefined {
  const url = written === undefined ? undefined : webAddress(written);
  return url === undefined ? undefined : { words, url };
}

/** An address of the web as it is sent, or undefined where a text is none. */
export function webAddress(written: string): string | undefined {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  const isOfTheWeb = url?.protocol === "https:" || url?.protocol === "http:";
  return isOfTheWeb && url.href.length <= 2_000 ? url.href : undefined;
}
