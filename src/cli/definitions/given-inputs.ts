/** What a run is given on the command line. */
import { resolve } from "node:path";
import * as z from "zod/mini";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";

export interface InputOptions {
  /** `name=value`, each. */
  readonly input?: readonly string[] | undefined;
  /** A JSON file with an object of them. */
  readonly inputs?: string | undefined;
}

/** Bytes. */
const limit = 16 * 1024 * 1024;

/**
 * The inputs by name, those of single options over those of the file; undefined where none are given. Throws a
 * {@link UserError} on what is not `name=value`, or no JSON object.
 */
export async function givenInputs(
  { files }: Pick<World, "files">,
  { input = [], inputs }: InputOptions,
  here: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (input.length === 0 && inputs === undefined) return undefined;
  const named = input.map((text) => {
    const [, name, value] = /^([^=]+)=([\s\S]*)$/.exec(text) ?? [];
    if (name === undefined) throw new UserError(`--input ${text}: write name=value`);
    return [name, value] as const;
  });
  return {
    ...(inputs === undefined ? {} : await fromFile(files, resolve(here, inputs))),
    ...Object.fromEntries(named),
  };
}

async function fromFile(files: World["files"], path: string): Promise<Record<string, unknown>> {
  const bytes = await files.read(path, limit);
  if (!bytes) throw new UserError(`--inputs ${path} does not exist`);
  const object = z.safeParse(z.record(z.string(), z.unknown()), parsed(String(bytes), path));
  if (!object.success) throw new UserError(`--inputs ${path}: write a JSON object of names and values`);
  return object.data;
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`--inputs ${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
