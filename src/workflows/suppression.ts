/** `# holdfast: ignore[rule] reason`: at the end of the line that a finding is at, or on a line of its own above it. */
import type { SourcePosition } from "../automation/source.ts";
import type { Finding } from "./finding.ts";

export interface Suppression {
  readonly at: SourcePosition;
  readonly rules: readonly string[];
  readonly reason: string;
  /** The line it holds for. */
  readonly line: number;
}

const comment = /(?:^|\s)#\s*holdfast:\s*ignore\[([^\]]*)\]\s*(.*)$/;

export function suppressionsIn(file: string, lines: readonly string[]): Suppression[] {
  return lines.flatMap((text, index) => {
    const found = comment.exec(text);
    if (found === null) return [];
    const column = text.indexOf("#", found.index) + 1;
    const isAlone = text.slice(0, column - 1).trim() === "";
    const below = lines.findIndex((other, row) => row > index && !/^\s*(#|$)/.test(other));
    return [
      {
        at: { file, line: index + 1, column },
        rules: found[1]!
          .split(",")
          .map((rule) => rule.trim())
          .filter((rule) => rule !== ""),
        reason: found[2]!.trim(),
        line: isAlone && below !== -1 ? below + 1 : index + 1,
      },
    ];
  });
}

/** Parts what is found into what is told and what is ignored, and finds the comments that give no reason or no longer help. */
export function applySuppressions(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
): { readonly told: Finding[]; readonly ignored: Finding[] } {
  const isIgnored = ({ rule, at }: Finding) =>
    suppressions.some(({ line, rules, reason }) => reason !== "" && line === at.line && rules.includes(rule));
  const ignored = findings.filter(isIgnored);
  const faulty = suppressions.flatMap((suppression): Finding[] => {
    const { at, rules, line } = suppression;
    if (suppression.reason === "") {
      const message = "ignores a finding without saying why, and so ignores none";
      return [{ rule: "reasonless-ignore", severity: "warning", at, message, mend: "write the reason behind the ]" }];
    }
    const idle = rules.filter((rule) => !findings.some((finding) => finding.rule === rule && finding.at.line === line));
    return idle.map((rule) => ({
      rule: "idle-ignore",
      severity: "warning",
      at,
      message: `ignores ${rule}, which finds nothing here`,
      mend: "remove it, or move it to the line of the finding",
    }));
  });
  return { told: [...findings.filter((finding) => !isIgnored(finding)), ...faulty], ignored };
}
