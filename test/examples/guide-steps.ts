/** The steps of the guide: each folder of `examples/guide` has what is new or changed in it. */
import { globSync } from "node:fs";
import { basename, join } from "node:path";

const root = join("examples", "guide");

export const guideSteps: readonly string[] = globSync(`${root}/[0-9]-*`)
  .map((folder) => basename(folder))
  .sort();

/** Where the files of a repository that has come as far as a step stand in it, and where they stand here. */
export function filesAfter(step: string): ReadonlyMap<string, string> {
  const folders = ["scripts", ...guideSteps.filter((other) => other <= step)];
  const files = folders.flatMap((folder) => globSync(`${root}/${folder}/*.{sh,yml}`));
  return new Map(files.map((file) => [placeOf(basename(file)), file]));
}

function placeOf(name: string): string {
  if (name.endsWith(".sh")) return `scripts/${name}`;
  return name === "import-orders.yml" ? `automations/${name}` : `.github/workflows/${name}`;
}
