/** Fails where a package has a licence that REFUSED_LICENCES names (separated by blanks). */
import { executed, readJson, setOutput } from "./stage.mjs";

executed("policy");
const refused = new Set((process.env.REFUSED_LICENCES ?? "").split(/\s+/).filter(Boolean));
const licences = readJson("report/licences.json");
const found = licences.filter(({ licence }) => refused.has(licence));
for (const { licence, packages } of found) {
  console.error(`${licence} is refused, and is the licence of ${packages.slice(0, 3).join(", ")}`);
}
if (found.length > 0) process.exit(1);
setOutput(
  "checked",
  licences.reduce((count, { packages }) => count + packages.length, 0),
);
