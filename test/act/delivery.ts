/** What the example of the dependency report delivers. */
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { User } from "./act.ts";

/** The arguments under which a run delivers into a folder of the user's. */
export async function deliverTo(user: User, name: string): Promise<string[]> {
  await mkdir(join(user.outside, name));
  return ["--var", `DELIVER_TO=${join(user.outside, name)}`];
}

/** The files a run delivered, by name, in base64. */
export async function delivered(user: User, name: string): Promise<Record<string, string>> {
  const folder = join(user.outside, name, "report");
  const names = (await readdir(folder)).sort();
  const files = names.map(async (file) => [file, (await readFile(join(folder, file))).toString("base64")] as const);
  return Object.fromEntries(await Promise.all(files));
}
