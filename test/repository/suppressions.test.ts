import { globSync, readFileSync } from "node:fs";
import { parseSync } from "rolldown/utils";
import { describe, expect, it } from "vitest";

const sources = globSync(["{src,test,scripts,bench}/**/*.ts", "*.config.ts"], {
  exclude: ["**/node_modules/**"],
}).sort();
const workflows = globSync([".github/**/*.yml", "action.yml", "actions/**/action.yml"]).sort();

/** Comments that silence a check, each with what has to follow for a reader to know why. */
const suppressions: readonly { readonly silences: RegExp; readonly justified: RegExp }[] = [
  { silences: /^\s*(?:oxlint|eslint)-disable/, justified: /-disable\S* \S+(?:, \S+)* -- \S/ },
  { silences: /^\s*@ts-(?:expect-error|ignore|nocheck)/, justified: /@ts-expect-error \S/ },
  { silences: /^\s*(?:v8|c8|istanbul) ignore/, justified: /ignore .*-- \S/ },
  { silences: /^\s*oxfmt-ignore/, justified: /oxfmt-ignore -- \S/ },
  { silences: /^\s*zizmor: ignore/, justified: /ignore\[[\w-]+\] \S/ },
];

function unjustified(comments: readonly string[]): string[] {
  return comments.filter((text) =>
    suppressions.some(({ silences, justified }) => silences.test(text) && !justified.test(text)),
  );
}

function commentsOf(path: string): string[] {
  const text = readFileSync(path, "utf8");
  if (path.endsWith(".ts")) return parseSync(path, text).comments.map(({ value }) => value);
  return text.split("\n").flatMap((line) => (line.includes("#") ? [line.slice(line.indexOf("#") + 1)] : []));
}

describe("what silences a check", () => {
  it("says why", () => {
    const found = [...sources, ...workflows].map((path) => ({ path, comments: unjustified(commentsOf(path)) }));
    expect(found.filter(({ comments }) => comments.length > 0)).toEqual([]);
  });

  it.each([
    " oxlint-disable-next-line no-console",
    " oxlint-disable-next-line no-console --",
    " eslint-disable no-console",
    " @ts-expect-error",
    " @ts-ignore because it is so",
    " zizmor: ignore[unpinned-uses]",
  ])("is refused without a reason: %s", (comment) => {
    expect(unjustified([comment])).toEqual([comment]);
  });

  it.each([
    " oxlint-disable-next-line no-console -- the report is what this test is for",
    " @ts-expect-error the wrong type is the point",
    " zizmor: ignore[unpinned-uses] a branch is what the example shows",
    " the oxlint-disable comment needs a reason",
  ])("passes with one: %s", (comment) => {
    expect(unjustified([comment])).toEqual([]);
  });
});
