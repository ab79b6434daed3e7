import { assert, constantFrom, oneof, property, string } from "fast-check";
import { expect, test } from "vitest";
import { code, codeBlock, details, link, table, text } from "../../src/github/markdown.ts";
import { casesOf } from "../cases.ts";

const PUNCTUATION = /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/;

/** What a reader sees of it. */
function decoded(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, number) => String.fromCharCode(Number(number))).replaceAll("\u200b", "");
}

const hostile = oneof(
  string({ unit: "binary" }),
  constantFrom(
    "<script>alert(1)</script>",
    "@octocat",
    "#1",
    "a | b",
    "[x](javascript:y)",
    "`x`",
    "</code></pre>",
    "a\nb",
    "&lt;",
  ),
);

test("foreign text leaves no sign that Markdown or HTML could read", () => {
  assert(
    property(hostile, (foreign) => {
      const rest = text(foreign).replace(/&#\d+;/g, "");
      expect(rest).not.toMatch(PUNCTUATION);
      expect(rest).not.toMatch(/[\r\n]/);
    }),
    { numRuns: casesOf(10_000) },
  );
});

test("foreign text reads as it was", () => {
  assert(
    property(string(), (foreign) => {
      expect(decoded(text(foreign))).toBe(foreign);
    }),
  );
});

test("nobody is mentioned and no issue is referred to", () => {
  expect(text("@octocat #12")).toBe("&#64;&#8203;octocat &#35;&#8203;12");
});

test("foreign lines cannot end their block", () => {
  expect(codeBlock("a</code></pre>\r\n\r\n# b")).toBe(
    "\n<pre><code>a&#60;&#47;code&#62;&#60;&#47;pre&#62;\n\n&#35; b</code></pre>\n",
  );
  expect(code("`a`\nb")).toBe("<code>&#96;a&#96; b</code>");
});

test("a table keeps its columns whatever stands in a cell", () => {
  const rendered = table(["Step", "Outcome"], [[text("a | b\n| c"), code("x|y")]]);
  expect(rendered).toBe("\n| Step | Outcome |\n| --- | --- |\n| a &#124; b &#124; c | <code>x&#124;y</code> |\n");
});

test("only addresses of the web become links", () => {
  expect(link("run <1>", 'https://github.com/a/b?c="d"&e')).toBe(
    '<a href="https://github.com/a/b?c=%22d%22&#38;e">run &#60;1&#62;</a>',
  );
  expect(link("x", "javascript:alert(1)")).toBe("x");
  expect(link("x", "no address")).toBe("x");
});

test("details hide their body until they are clicked", () => {
  expect(details(text("Output"), "body")).toBe("\n<details><summary>Output</summary>\n\nbody\n\n</details>\n");
});
