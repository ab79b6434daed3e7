/** What becomes of a workflow template when it is copied into a repository. */
import { createHash } from "node:crypto";

export interface Origin {
  /** The repository that the actions are taken from: `owner/name`. */
  readonly actions: string;
  /** Of that repository; 40 hexadecimal digits. */
  readonly commit: string;
  /** What the commit is called: `0.1.0`. */
  readonly version: string;
}

/** What a template names in place of a commit. */
export const placeholder = "0".repeat(40);

/**
 * A template's text for one repository (`owner/name`): the actions are pinned to where they come from, and a schedule has
 * minutes drawn from the repository's name, so that those of an organisation do not all start at once.
 */
export function fillTemplate(text: string, { actions, commit, version }: Origin, repository: string): string {
  return text
    .replaceAll(new RegExp(`@${placeholder} # v[\\d.]+`, "g"), `@${commit} # v${version}`)
    .replaceAll(/(?<=holdfast\/holdfast\/(?:blob\/)?)v\d[\d.]*(?=\/)/g, commit)
    .replaceAll("holdfast/holdfast", actions)
    .replaceAll(/(?<=- cron: ")[\d,]+(?= )/g, (minutes) => minutesOf(repository, minutes.split(",").length));
}

/** So many of an hour, as far apart from each other as they can be, and never the full hour, at which everybody comes. */
function minutesOf(repository: string, count: number): string {
  const apart = Math.floor(60 / count);
  const first = 1 + (createHash("sha256").update(repository.toLowerCase()).digest().readUInt32BE() % (apart - 1));
  return Array.from({ length: count }, (_, index) => first + index * apart).join(",");
}

/** The automations that a template runs as it is, by the file's name. */
export function automationsNamedIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\bautomations\/([\w-]+\.yml)/g)].map(([, name]) => name!))];
}
