/** The workflow templates that come with the command. */
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { UserError } from "../../policy/user-error.ts";
import { suggest } from "../../policy/suggestion.ts";
import { automationsNamedIn } from "../../workflows/template.ts";
import type { Files } from "../../world.ts";
import { nearestAbove } from "../nearest-above.ts";

export interface Template {
  /** As it is asked for, and as its file is called. */
  readonly name: string;
  readonly description: string;
  readonly text: string;
  /** What GitHub shows of it in an organisation's list, as JSON. */
  readonly properties: string;
  /** The automations it runs as it is, to begin with. */
  readonly automations: readonly { readonly name: string; readonly text: string }[];
}

const propertiesSchema = z.looseObject({ name: z.string(), description: z.string() });
const ending = ".properties.json";

/** All there are, by name. */
export async function readTemplates(files: Files): Promise<Template[]> {
  const folder = await nearestAbove(files, dirname(fileURLToPath(import.meta.url)), "workflows-templates");
  if (folder === undefined) throw new Error("workflows-templates/ is missing beside the command");
  const names = (await files.list(folder)).filter((name) => name.endsWith(ending));
  return Promise.all(names.map((name) => readTemplate(files, folder, basename(name, ending))));
}

async function readTemplate(files: Files, folder: string, name: string): Promise<Template> {
  const [text, properties] = await Promise.all([
    textOf(files, join(folder, `${name}.yml`)),
    textOf(files, join(folder, `${name}${ending}`)),
  ]);
  const automations = automationsNamedIn(text).map(async (automation) => ({
    name: automation,
    text: await textOf(files, join(folder, "automations", automation)),
  }));
  const { description } = propertiesSchema.parse(JSON.parse(properties));
  return { name, description, text, properties, automations: await Promise.all(automations) };
}

async function textOf(files: Files, path: string): Promise<string> {
  const text = await files.read(path);
  if (text === undefined) throw new Error(`${path} is missing`);
  return String(text);
}

/** Those of the names, once each. Throws a {@link UserError} where there is none of a name. */
export function chosenOf(templates: readonly Template[], names: readonly string[]): Template[] {
  return [...new Set(names)].map((name) => {
    const found = templates.find((template) => template.name === name.replace(/\.yml$/, ""));
    if (found !== undefined) return found;
    throw new UserError(
      `there is no template "${name}"${suggest(
        name,
        templates.map((template) => template.name),
      )}`,
    );
  });
}
