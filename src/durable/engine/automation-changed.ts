import { UserError } from "../../policy/user-error.ts";
import { namesOf } from "./path.ts";

/** What a run has recorded and what its automation does today are not the same. The message shows both. */
export class AutomationChanged extends UserError {
  override readonly name = "AutomationChanged";
  readonly recorded: readonly string[];
  readonly current: readonly string[];
  constructor(context: string, recorded: readonly string[], current: readonly string[], what: string) {
    const place = context === "" ? "" : ` in "${context}"`;
    super(
      `the automation is not the one this run was recorded with${place}: ${what}.\n` +
        `  recorded: ${list(recorded)}\n` +
        `  current:  ${list(current)}\n` +
        'Set on-change to "replay" to go on with what is recorded and run what is new, guard the new part with ' +
        "`ctx.patched(name)`, fork the run from a step before it, or start a run under another key.",
    );
    this.recorded = recorded;
    this.current = current;
  }
}

const shown = 12;

function list(paths: readonly string[]): string {
  const names = paths.slice(-shown).map((path) => namesOf(path).at(-1));
  return `${paths.length > shown ? "… " : ""}${names.join(", ") || "nothing"}`;
}
