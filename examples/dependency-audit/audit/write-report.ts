import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Audit } from "./audit.ts";
import { htmlOf } from "./html.ts";
import { markdownOf } from "./markdown.ts";

/** Writes report.md, whose text it gives back, and report.html. */
export function writeReport(folder: string, audit: Audit): string {
  const markdown = markdownOf(audit);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "report.md"), markdown);
  writeFileSync(join(folder, "report.html"), htmlOf(audit));
  return markdown;
}
