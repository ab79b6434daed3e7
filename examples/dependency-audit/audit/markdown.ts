import { keyOf, type Audit } from "./audit.ts";
import { plain, tallyOf, wordingOf } from "./wording.ts";

/** The report for a summary, an issue or a terminal. Everything foreign stands in code spans, where nothing in it acts. */
export function markdownOf(audit: Audit): string {
  const parts = [
    `# Dependencies of ${code(audit.project)}`,
    table(
      ["", "count"],
      tallyOf(audit).map(([what, count]) => [what, String(count)]),
    ),
    section(
      "Findings",
      ["package", "finding", ""],
      audit.found.map(({ package: locked, findings }) => {
        const words = findings.map(wordingOf);
        return [
          code(keyOf(locked)) + (locked.development ? " (development)" : ""),
          words.map(({ label }) => label).join("<br>"),
          words.map(({ detail }) => code(detail)).join("<br>"),
        ];
      }),
    ),
    section(
      "Not looked up",
      ["package", "error"],
      audit.notLookedUp.map(({ package: locked, error }) => [code(keyOf(locked)), code(error)]),
    ),
    section(
      "Not in a registry",
      ["entry", "because"],
      audit.skipped.map(({ entry, because }) => [code(entry), code(because)]),
    ),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? "" : `## ${title}\n\n${table(head, rows)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** A backtick would end the span, and a table is cut at each `|` before spans are looked for. */
function code(foreign: string): string {
  const shown = plain(foreign)
    .replaceAll("`", "'")
    .replaceAll("|", String.raw`\|`);
  return shown === "" ? "" : `\`${shown}\``;
}
