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
    return [
      {
        at: { file, line: index + 1, column },
        rules: found[1]!
          .split(",")
          .map((rule) => rule.trim())
          .filter((rule) => rule !== ""),
        reason: found[2]!.trim(),
        line: isAlone ? lineBelow(lines, index) : index + 1,
      },
    ];
  });
}

/** The next line that says something; the comment's own where none does. */
function lineBelow(lines: readonly string[], index: number): number {
  for (let row = index + 1; row < lines.length; row++) if (!/^\s*(#|$)/.test(lines[row]!)) return row + 1;
  return index + 1;
}

/** Parts what is found into what is told and what is ignored, and finds the comments that give no reason or no longer help. */
export function applySuppressions(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
): { readonly told: Finding[]; readonly ignored: Finding[] } {
  const found = new Set(findings.map(({ rule, at }) => place(rule, at.line)));
  const reasoned = suppressions.filter(({ reason }) => reason !== "");
  const silenced = new Set(reasoned.flatMap(({ rules, line }) => rules.map((rule) => place(rule, line))));
  const isIgnored = ({ rule, at }: Finding) => silenced.has(place(rule, at.line));
  return {
    told: [
      ...findings.filter((finding) => !isIgnored(finding)),
      ...suppressions.filter(({ reason }) => reason === "").map(reasonless),
      ...reasoned.flatMap((suppression) =>
        suppression.rules
          .filter((rule) => !found.has(place(rule, suppression.line)))
          .map((rule) => idle(rule, suppression)),
      ),
    ],
    ignored: findings.filter(isIgnored),
  };
}

function reasonless({ at }: Suppression): Finding {
  const message = "ignores a finding without saying why, and so ignores none";
  return { rule: "reasonless-ignore", severity: "warning", at, message, mend: "write the reason behind the ]" };
}

function idle(rule: string, { at }: Suppression): Finding {
  const message = `ignores ${rule}, which finds nothing here`;
  return {
    rule: "idle-ignore",
    severity: "warning",
    at,
    message,
    mend: "remove it, or move it to the line of the finding",
  };
}

function place(rule: string, line: number): string {
  return `${line} ${rule}`;
}
