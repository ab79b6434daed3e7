import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, posix, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { readAction } from "../../scripts/action-tables.ts";
import { defaultsOf, type InputSchema } from "../../src/actions/inputs/input.ts";

const compositeStep = z.looseObject({
  id: z.string().optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), z.string()).default({}),
});

const manifest = z.object({
  name: z.string().min(1),
  description: z.string().min(1).max(125),
  branding: z.object({ icon: z.string(), color: z.string() }).optional(),
  runs: z.discriminatedUnion("using", [
    z.strictObject({
      using: z.literal("node24"),
      main: z.string(),
      post: z.string().optional(),
      "post-if": z.string().optional(),
    }),
    z.strictObject({ using: z.literal("composite"), steps: z.array(compositeStep) }),
  ]),
});

/** The inputs that `actions/retry` takes over as they are, so that moving over is a change of one line. */
const nickFields = new Set([
  "timeout_minutes",
  "timeout_seconds",
  "max_attempts",
  "retry_wait_seconds",
  "polling_interval_seconds",
  "retry_on",
  "warning_on_retry",
  "on_retry_command",
  "continue_on_error",
  "new_command_on_retry",
  "retry_on_exit_code",
]);

/** What composite actions know themselves, and so have no input for. */
const known: Readonly<Record<string, readonly string[]>> = {
  "actions/durable-run/action.yml": ["status", "needs", "steps", "error"],
};

const actions = globSync("{action.yml,actions/**/action.yml}")
  .map((path) => path.replaceAll("\\", "/"))
  .sort()
  .map((path) => {
    const text = readFileSync(path, "utf8");
    return { path, source: sourceOf(path), ...manifest.parse(parse(text)), ...readAction(text) };
  });
const bundled = actions.flatMap(({ runs, ...action }) => (runs.using === "node24" ? [{ ...action, runs }] : []));
const composites = actions.flatMap(({ runs, ...action }) => (runs.using === "composite" ? [{ ...action, runs }] : []));

/** `actions/checkpoint/save` lives in `src/actions/checkpoint-save`; the root action is the durable step. */
function sourceOf(path: string): string {
  const name = dirname(path)
    .replace(/^actions\//, "")
    .replaceAll("/", "-");
  return `src/actions/${name === "." ? "step" : name}`;
}

/** The schema of what `action.yml` declares: `inputs.ts` of an action exports it as `schema` or `inputs`. */
async function schemaOf(source: string): Promise<InputSchema> {
  const exported: Record<string, unknown> = await import(pathToFileURL(resolve(source, "inputs.ts")).href);
  const declared = exported["schema"] ?? exported["inputs"];
  if (!isSchema(declared)) throw new TypeError(`${source}/inputs.ts exports no schema`);
  return declared;
}

function isSchema(value: unknown): value is InputSchema {
  return typeof value === "object" && value !== null && "shape" in value;
}

describe.each(bundled)("$path", ({ path, source, runs, inputs }) => {
  it("has the entries that the runner starts, as bundles and as sources", () => {
    const entries = [runs.main, ...(runs.post === undefined ? [] : [runs.post])];
    const bundles = entries.map((entry) => posix.join(dirname(path), entry));
    expect(bundles.filter((bundle) => !existsSync(bundle))).toEqual([]);
    expect(bundles.map((bundle) => dirname(bundle))).toEqual(bundles.map(() => source.replace(/^src/, "dist")));
    const sources = bundles.map((bundle) => bundle.replace(/^dist\//, "src/").replace(/\.js$/, ".ts"));
    expect(sources.filter((file) => !existsSync(file))).toEqual([]);
  });

  it("starts every entry there is", () => {
    const sources = globSync(`${source}/{pre,main,post}.ts`).map((file) =>
      posix.basename(file.replaceAll("\\", "/"), ".ts"),
    );
    const started = Object.keys(runs).filter((key) => ["main", "post"].includes(key));
    expect(sources.sort()).toEqual(started.sort());
  });

  it("declares the inputs that its code reads, with the same defaults", async () => {
    const read = defaultsOf(await schemaOf(source));
    // An empty text is what the runner hands over for none; an expression is worked out by the runner.
    const declared = Object.entries(inputs).map(([name, input]) => [
      name,
      input.default === "" || input.default?.includes("${{") ? undefined : input.default,
    ]);
    expect(Object.fromEntries(declared)).toEqual(read);
  });
});

describe.each(composites)("$path", ({ path, inputs, outputs, runs }) => {
  const parts = runs.steps.flatMap(({ id, uses, with: given }) => {
    const folder = /^\.\/\.holdfast-[\w-]+\/(actions\/[\w/-]+)$/.exec(uses ?? "")?.[1];
    const part = actions.find((action) => action.path === `${folder}/action.yml`);
    return part === undefined ? [] : [{ id, given, part }];
  });

  it("is made of actions that stand here", () => {
    const used = runs.steps.filter(({ uses }) => uses !== undefined);
    expect(parts).toHaveLength(used.length);
    expect(parts.length).toBeGreaterThan(1);
  });

  it("hands on every input by its name, with the default it has there", () => {
    const handedOn = parts.flatMap(({ given, part }) =>
      Object.keys(given)
        .filter((name) => given[name] === `\${{ inputs.${name} }}`)
        .map((name) => [name, part.inputs[name]?.default]),
    );
    const declared = Object.entries(inputs).map(([name, input]) => [name, input.default]);
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(handedOn));
  });

  it("hands over every input that its actions take, but for what it knows itself", () => {
    const handedOver = new Set(parts.flatMap(({ given }) => Object.keys(given)));
    const taken = new Set(parts.flatMap(({ part }) => Object.keys(part.inputs)));
    expect(handedOver.difference(taken)).toEqual(new Set());
    expect([...taken].filter((name) => !(name in inputs))).toEqual(known[path]);
  });

  it("gives outputs that one of them has, in the same words", () => {
    const given = Object.entries(outputs).map(([name, { description, value }]) => ({ name, description, value }));
    const there = parts.flatMap(({ id, part }) =>
      Object.entries(part.outputs).map(([name, { description }]) => ({
        name,
        description,
        value: `\${{ steps.${id}.outputs.${name} }}`,
      })),
    );
    expect(there).toEqual(expect.arrayContaining(given));
    expect(given.length).toBeGreaterThan(0);
  });
});

describe.each(actions)("$path", ({ path, inputs, outputs }) => {
  it("describes its inputs and outputs in sentences", () => {
    const described = [...Object.entries(inputs), ...Object.entries(outputs)];
    const wrong = described.filter(([, { description }]) => !/[.)]\s*$/.test(description));
    expect(wrong.map(([name, { description }]) => `${name}: ${description}`)).toEqual([]);
  });

  it("names its inputs in kebab-case, but for those of nick-fields/retry", () => {
    const odd = Object.keys(inputs).filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name));
    expect(odd.filter((name) => path !== "actions/retry/action.yml" || !nickFields.has(name))).toEqual([]);
  });

  it("says of nothing that it asks for what holds without it", () => {
    const odd = Object.entries(inputs).filter(([, input]) => input.required && /without it/i.test(input.description));
    expect(odd.map(([name]) => name)).toEqual([]);
  });

  it("asks for nothing that it also gives a default", () => {
    const both = Object.entries(inputs).filter(([, input]) => input.required && input.default !== undefined);
    expect(both).toEqual([]);
  });
});

describe("the actions together", () => {
  it("mean one thing by one input name: its first sentence is the same everywhere, word for word", () => {
    const meanings = new Map<string, Record<string, string[]>>();
    for (const { path, inputs } of actions) {
      for (const [name, { description }] of Object.entries(inputs)) {
        const sentence = /^.*?\.(?=\s|$)/s.exec(description.trim())?.[0] ?? description.trim();
        const seen = meanings.get(name) ?? {};
        meanings.set(name, { ...seen, [sentence]: [...(seen[sentence] ?? []), path] });
      }
    }
    const split = [...meanings].filter(([, sentences]) => Object.keys(sentences).length > 1);
    expect(Object.fromEntries(split)).toEqual({});
  });

  it("are all there is in src/actions with an entry", () => {
    const sources = [...new Set(globSync("src/actions/*/main.ts").map((file) => dirname(file).replaceAll("\\", "/")))];
    expect(sources.sort()).toEqual(bundled.map(({ source }) => source).sort());
  });
});
