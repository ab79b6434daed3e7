/** `node scripts/moving-tag.ts vX.Y.Z < tags` prints the major tag to move to this release, or nothing. */
import { readFileSync } from "node:fs";
import { movingTag } from "./release.ts";

const tags = readFileSync(process.stdin.fd, "utf8").split(/\s+/);
const major = movingTag(process.argv[2] ?? "", tags);
if (major !== undefined) console.log(major);
