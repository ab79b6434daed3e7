import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readDefinition } from "../../src/automation/read-definition.ts";
import { readWorkflow } from "../../src/workflows/workflow.ts";

const names = globSync("workflows-templates/*.yml")
  .map((path) => basename(path, ".yml"))
  .sort();
const read = (path: string) => readFileSync(path, "utf8");
const { version } = z.object({ version: z.string() }).parse(JSON.parse(read("package.json")));

/** https://docs.github.com/actions/how-tos/reuse-automations/create-workflow-templates */
const properties = z.strictObject({
  name: z.string().min(1),
  description: z.string().min(1).max(125),
  iconName: z.string().regex(/^octicon [a-z-]+$/),
  creator: z.string(),
  categories: z.array(z.string()).min(1),
});

describe.each(names)("the template %s", (name) => {
  const text = read(`workflows-templates/${name}.yml`);

  it("has the properties that an organisation's list shows", () => {
    expect(properties.parse(JSON.parse(read(`workflows-templates/${name}.properties.json`))).name).not.toBe("");
  });

  it("can be called, and is started by something else, too", () => {
    const { events } = readWorkflow(text, name);
    expect(events.has("workflow_call")).toBe(true);
    expect(events.size).toBeGreaterThan(1);
  });

  it("gives up nothing that waits for a comment that starts no job", () => {
    const { events, concurrency } = readWorkflow(text, name);
    expect(events.has("issue_comment") && concurrency !== undefined).toBe(false);
  });

  it("says of its pins that they are of this version", () => {
    const pins = [...text.matchAll(/holdfast\/holdfast\S*@0{40} # v(\S+)/g)].map(([, pinned]) => pinned);
    expect(pins.length).toBeGreaterThan(0);
    expect(new Set(pins)).toEqual(new Set([version]));
  });

  it("has a chapter in docs/templates.md", () => {
    expect(read("docs/templates.md")).toContain(`\n## ${name}\n`);
  });
});

it.each(globSync("workflows-templates/automations/*.yml"))("%s has no fault", (path) => {
  const text = read(path);
  expect(readDefinition(text, path, undefined).warnings).toEqual([]);
  expect(text).toContain(`/v${version}/schemas/automation.schema.json`);
});
