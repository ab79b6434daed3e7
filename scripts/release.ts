/** What a release is made of, decided from its tag: pure, so that a release is not the first time it runs. */

/** `major.minor.patch`, then a pre-release; the grammar of https://semver.org without build metadata. */
const VERSION = /^(?<major>0|[1-9]\d*)\.(?<minor>0|[1-9]\d*)\.(?<patch>0|[1-9]\d*)(?:-(?<pre>[0-9A-Za-z.-]+))?$/;

/**
 * The section of a changelog in the form of https://keepachangelog.com that tells of a version.
 * Throws where there is none, or an empty one.
 */
export function releaseNotes(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.startsWith(`[${version}]`));
  if (section === undefined) throw new Error(`CHANGELOG.md has no section [${version}]: move what is Unreleased there`);
  const notes = section
    .slice(section.indexOf("\n") + 1)
    .replace(/^\[[^\]]+\]: .*$/gm, "")
    .trim();
  if (notes === "") throw new Error(`CHANGELOG.md says nothing under [${version}]`);
  return notes;
}

/** The version that a tag names. Throws where it is not `vX.Y.Z`, with or without a pre-release. */
export function versionOf(tag: string): string {
  const version = tag.replace(/^v/, "");
  if (tag === version || !VERSION.test(version)) throw new Error(`the tag ${tag} is no version: write vX.Y.Z`);
  return version;
}

/**
 * The moving tag (`v1`) that has to point at this release, or undefined where none has: a pre-release moves nothing,
 * nor does a fix of an older line (`v1.2.4` after `v1.3.0`).
 */
export function movingTag(tag: string, tags: readonly string[]): string | undefined {
  const released = numbersOf(tag);
  if (released === undefined) return undefined;
  const isNewer = tags.map(numbersOf).some((other) => {
    if (other === undefined || other[0] !== released[0]) return false;
    return other[1] === released[1] ? other[2] > released[2] : other[1] > released[1];
  });
  return isNewer ? undefined : `v${released[0]}`;
}

/** Undefined for what is no release: another kind of tag, or a pre-release. */
function numbersOf(tag: string): [major: number, minor: number, patch: number] | undefined {
  const groups = tag.startsWith("v") ? VERSION.exec(tag.slice(1))?.groups : undefined;
  if (groups === undefined || groups["pre"] !== undefined) return undefined;
  return [Number(groups["major"]), Number(groups["minor"]), Number(groups["patch"])];
}
