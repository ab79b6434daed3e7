import type { Workflow } from "./workflow.ts";

/** What a rule may look at beside the workflow itself. */
export interface Repository {
  readonly workflows: readonly Workflow[];
}
