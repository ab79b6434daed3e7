import { FaultyFile } from "../automation/fault.ts";
import type { Finding } from "./finding.ts";
import { rules } from "./rules.ts";
import { applySuppressions, suppressionsIn } from "./suppression.ts";
import { readWorkflow, type Workflow } from "./workflow.ts";

export interface WorkflowFile {
  readonly file: string;
  readonly text: string;
}

export interface Examination {
  /** By file, from the top to the end of each. */
  readonly findings: readonly Finding[];
  /** Found as well, and ignored with a reason. */
  readonly ignored: readonly Finding[];
}

/** Looks at the workflows of a repository, all at once: some rules ask whether another workflow watches this one. */
export function examine(files: readonly WorkflowFile[]): Examination {
  const read = files.map(readOrFault);
  const workflows = read.flatMap((result) => (Array.isArray(result) ? [] : [result]));
  const unread = read.flatMap((result) => (Array.isArray(result) ? result : []));
  const examined = workflows.map((workflow) => {
    const found = rules.flatMap(({ name, severity, check }) =>
      [...check(workflow, { workflows })].map((problem): Finding => ({ rule: name, severity, ...problem })),
    );
    return applySuppressions(found, suppressionsIn(workflow.source.file, workflow.lines));
  });
  return {
    findings: inOrder([...unread, ...examined.flatMap(({ told }) => told)]),
    ignored: inOrder(examined.flatMap(({ ignored }) => ignored)),
  };
}

function readOrFault({ file, text }: WorkflowFile): Workflow | Finding[] {
  try {
    return readWorkflow(text, file);
  } catch (error) {
    if (!(error instanceof FaultyFile)) throw error;
    return error.faults.flatMap(({ at, message }): Finding[] =>
      "variable" in at
        ? []
        : [{ rule: "unreadable", severity: "error", at, message, mend: "GitHub cannot run it either" }],
    );
  }
}

function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(({ at: a }, { at: b }) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column,
  );
}
