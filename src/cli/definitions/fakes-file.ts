/** What the steps of an automation would give, from a file: JSON, or code where it takes a function to say. */
import * as z from "zod/mini";
import type { FakeResults } from "../../durable/verify/fake-results.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";

const resultsSchema = z.record(z.string(), z.unknown());

/** Throws a {@link UserError} on a file that holds no object of paths and results. */
export async function fakesIn({ files, modules }: World, path: string): Promise<FakeResults> {
  const text = await files.read(path);
  if (!text) throw new UserError(`--fakes ${path} does not exist`);
  const results = z.safeParse(resultsSchema, path.endsWith(".json") ? parsed(String(text), path) : await imported());
  if (results.success) return results.data;
  throw new UserError(
    `--fakes ${path}: write an object of steps and what they give, such as { "import/*": { "id": "1" } }`,
  );

  async function imported(): Promise<unknown> {
    try {
      return (await modules.import(path, { packages: {}, onLoad: () => {} }))["default"];
    } catch (error) {
      throw new UserError(`--fakes ${path} cannot be loaded: ${String(error)}`, { cause: error });
    }
  }
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`--fakes ${path} is no JSON: ${String(error)}`, { cause: error });
  }
}
