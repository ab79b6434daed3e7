import type { SourcePosition } from "../automation/source.ts";
import type { Repository } from "./repository.ts";
import type { Workflow } from "./workflow.ts";

/** `error` goes wrong, `warning` goes wrong one day, `note` is worth a look. */
export type Severity = "error" | "warning" | "note";

/** What a rule has found. */
export interface Problem {
  readonly at: SourcePosition;
  /** What is there, and what comes of it. */
  readonly message: string;
  /** What to write instead. */
  readonly mend: string;
}

export interface Finding extends Problem {
  /** The rule's name. */
  readonly rule: string;
  readonly severity: Severity;
}

/** One fragile pattern. */
export interface Rule {
  /** Words joined by `-`, as `# holdfast: ignore[…]` names it. */
  readonly name: string;
  readonly severity: Severity;
  /** Why it matters, in one sentence. */
  readonly reason: string;
  check(this: void, workflow: Workflow, repository: Repository): Iterable<Problem>;
}
