/** What `holdfast doctor` shows. */
import { neutraliseLine } from "../../github/neutralise.ts";
import type { Examination, WorkflowFile } from "../../workflows/examine.ts";
import type { Finding, Severity } from "../../workflows/finding.ts";
import type { Paint, Tone } from "../terminal.ts";

const severities: Readonly<Record<Severity, Tone>> = { error: "bad", warning: "warn", note: "busy" };

/** A line for each finding, as compilers write it and editors read it, with what to write instead below it. */
export function examinationText(examination: Examination, files: readonly WorkflowFile[], paint: Paint): string[] {
  const { findings, ignored } = examination;
  const lines = findings.flatMap(({ at, severity, rule, message, mend }) => [
    `${at.file}:${at.line}:${at.column}: ${paint(severities[severity], severity)} ${rule}: ${neutraliseLine(message)}`,
    paint("faint", `    mend: ${neutraliseLine(mend)}`),
  ]);
  const counts = (["error", "warning", "note"] as const).flatMap((severity) => countOf(findings, severity));
  const looked = counted(files.length, "workflow");
  const last =
    counts.length === 0 ? `${looked}: ${paint("good", "nothing is fragile")}` : `${looked}: ${counts.join(", ")}`;
  return [
    ...lines,
    ...(lines.length > 0 ? [""] : []),
    last + (ignored.length > 0 ? `; ${ignored.length} ignored with a reason` : ""),
  ];
}

function countOf(findings: readonly Finding[], severity: Severity): string[] {
  const count = findings.filter((finding) => finding.severity === severity).length;
  return count === 0 ? [] : [counted(count, severity)];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** The same for programs. */
export function examinationObject({ findings, ignored }: Examination, files: readonly WorkflowFile[]) {
  return { workflows: files.map(({ file }) => file), findings: findings.map(flat), ignored: ignored.map(flat) };
}

function flat({ at, ...finding }: Finding) {
  return { ...finding, ...at };
}
