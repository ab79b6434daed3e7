/** Every word of four letters or more → the documents that have it. */
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const { INPUT_DOCUMENTS: folder, INPUT_INDEX: index, GITHUB_OUTPUT, EXECUTED } = process.env;
if (EXECUTED) appendFileSync(EXECUTED, "build-index\n"); // shows that it really ran

const documents = new Map();
for (const name of readdirSync(folder).sort()) {
  if (!name.endsWith(".md")) continue;
  const words =
    readFileSync(`${folder}/${name}`, "utf8")
      .toLowerCase()
      .match(/[a-z]{4,}/g) ?? [];
  for (const word of new Set(words)) documents.set(word, [...(documents.get(word) ?? []), name]);
}
const sorted = [...documents].sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(index, `${JSON.stringify(Object.fromEntries(sorted), undefined, 1)}\n`);
appendFileSync(GITHUB_OUTPUT, `words=${documents.size}\n`);
