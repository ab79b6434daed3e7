/**
 * Cuts what the emulator serves out of GitHub's OpenAPI description, for the test that holds its answers to it.
 *
 *     node scripts/openapi-slice.ts [PATH of api.github.com.json]
 *
 * Without a path it takes the description from the npm package, which is too large to depend on.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extract } from "tar";
import { operationsOf } from "../src/emulator/rest/operations.ts";
import { restApp } from "../src/emulator/rest/index.ts";
import { memoryState } from "../src/emulator/state.ts";
import { isObject, jsonSchema, referencesOf } from "./openapi-schema.ts";

const PACKAGE = "@octokit/openapi@23.0.2";

const SLICE = join(import.meta.dirname, "../test/emulator/rest/openapi.json");

const description = JSON.parse(await describedText(process.argv[2]));
writeFileSync(SLICE, JSON.stringify(sliceOf(description, served())));
execFileSync("npx", ["oxfmt", SLICE]);

function served(): string[] {
  const clock = {
    now: () => 0,
    monotonic: () => 0,
    sleep: async () => {},
    after: () => () => {},
    turn: async () => {},
  };
  const urls = { sign: () => "", read: () => undefined };
  return operationsOf(restApp({ state: memoryState(), clock, urls }));
}

async function describedText(path: string | undefined): Promise<string> {
  if (path !== undefined) return readFileSync(path, "utf8");
  const folder = mkdtempSync(join(tmpdir(), "openapi-"));
  try {
    const inside = "package/generated/api.github.com.json";
    const packed = execFileSync("npm", ["pack", "--silent", PACKAGE], { cwd: folder, encoding: "utf8" }).trim();
    await extract({ file: join(folder, packed), cwd: folder, filter: (name) => name === inside });
    return readFileSync(join(folder, inside), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sliceOf(whole: unknown, operations: readonly string[]) {
  const schemas: Record<string, unknown> = {};
  const take = (schema: unknown) => {
    for (const name of referencesOf(schema)) {
      if (Object.hasOwn(schemas, name)) continue;
      const named = jsonSchema(at(whole, "components", "schemas", name));
      schemas[name] = named;
      take(named);
    }
    return schema;
  };
  const sliced = operations.map((operation) => {
    const [method = "", path = ""] = operation.split(" ");
    const described = at(whole, "paths", path, method.toLowerCase());
    if (!isObject(described)) throw new Error(`GitHub describes no operation ${operation}`);
    const responses = Object.entries(at(described, "responses") ?? {}).map(([status, response]) => {
      const schema = at(resolved(whole, response), "content", "application/json", "schema");
      return [status, schema === undefined ? null : take(jsonSchema(schema))];
    });
    return [operation, Object.fromEntries(responses)];
  });
  return { package: PACKAGE, operations: Object.fromEntries(sliced), schemas };
}

/** A response, or the one among the components that it refers to. */
function resolved(whole: unknown, response: unknown): unknown {
  const reference = at(response, "$ref");
  return typeof reference === "string" ? at(whole, ...reference.slice(2).split("/")) : response;
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((found, name) => (isObject(found) ? found[name] : undefined), value);
}
