import { keyOf, type Audit } from "./audit.ts";
import { rankOf, type Finding } from "./findings.ts";
import { plain, tallyOf, wordingOf } from "./wording.ts";

/** The report as one page that loads nothing. Its policy lets no script run, should a name ever get past the escaping. */
export function htmlOf(audit: Audit): string {
  const title = `Dependencies of ${escaped(audit.project)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<dl>
${tallyOf(audit)
  .map(([what, count]) => `<div><dt>${what}</dt><dd>${count}</dd></div>`)
  .join("\n")}
</dl>
${findingsTable(audit)}
${table(
  "Packages that could not be looked up",
  ["Package", "Error"],
  audit.notLookedUp.map(({ package: locked, error }) => row(keyOf(locked), `<td>${escaped(error)}</td>`)),
)}
${table(
  "Entries of the lock file that are in no registry",
  ["Entry", "Because"],
  audit.skipped.map(({ entry, because }) => row(entry, `<td>${escaped(because)}</td>`)),
)}
</main>
</body>
</html>
`;
}

function findingsTable({ found, packageCount, notLookedUp }: Audit): string {
  if (found.length === 0 && notLookedUp.length === packageCount) return "<p>No package could be looked up.</p>";
  if (found.length === 0) return "<p>Nothing was found about the packages that were looked up.</p>";
  const rows = found.map(({ package: locked, findings }) => {
    const items = findings.map((finding) => `<li>${shown(finding)}</li>`).join("");
    return row(
      keyOf(locked),
      `<td><ul>${items}</ul></td><td class="use">${locked.development ? "development" : "production"}</td>`,
    );
  });
  return table("Findings, the worst first", ["Package", "Finding", "Used in"], rows);
}

/** The rank shows as a colour, and the label says it without one. */
function shown(finding: Finding): string {
  const { label, detail } = wordingOf(finding);
  return `<b class="rank-${rankOf(finding)}">${label}</b> ${escaped(detail)}`;
}

function table(caption: string, head: readonly string[], rows: readonly string[]): string {
  if (rows.length === 0) return "";
  return `<table>
<caption>${caption}</caption>
<thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>`;
}

function row(name: string, cells: string): string {
  return `<tr><th scope="row">${escaped(name)}</th>${cells}</tr>`;
}

function escaped(foreign: string): string {
  return plain(foreign).replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1f2328, #e6edf3);
  --quiet: light-dark(#59636e, #9198a1);
  --ground: light-dark(#ffffff, #0d1117);
  --line: light-dark(#d1d9e0, #3d444d);
  --bad: light-dark(#b3141d, #ff9492);
  --warn: light-dark(#7d4e00, #e3b341);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 68rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
dl { display: flex; flex-wrap: wrap; gap: 1.5rem 2.5rem; margin: 1.5rem 0; }
dt { color: var(--quiet); font-size: .875rem; }
dd { margin: 0; font-size: 1.75rem; font-variant-numeric: tabular-nums; }
table { width: 100%; margin-top: 2.5rem; border-collapse: collapse; }
caption { padding-bottom: .5rem; text-align: start; font-size: 1.125rem; font-weight: 600; }
th, td { padding: .5rem .75rem .5rem 0; border-top: 1px solid var(--line); text-align: start; vertical-align: top; overflow-wrap: anywhere; }
thead th { color: var(--quiet); font-size: .875rem; font-weight: 400; }
tbody th { width: 35%; font: .875rem/1.7 ui-monospace, monospace; }
ul { margin: 0; padding: 0; list-style: none; }
.use { padding-inline-end: 0; white-space: nowrap; }
.rank-0, .rank-1 { color: var(--bad); }
.rank-2, .rank-3 { color: var(--warn); }
`;
