/** `node scripts/release-notes.ts vX.Y.Z` prints the notes of a release; it fails where tag, package and changelog differ. */
import { readFileSync } from "node:fs";
import { releaseNotes, versionOf } from "./release.ts";

const version = versionOf(process.argv[2] ?? "");
const { version: packed }: { version: string } = JSON.parse(readFileSync("package.json", "utf8"));
if (packed !== version) throw new Error(`package.json says ${packed} and the tag says ${version}`);
console.log(releaseNotes(readFileSync("CHANGELOG.md", "utf8"), version));
