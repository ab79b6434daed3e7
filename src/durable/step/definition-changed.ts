/** The same step was recorded with another definition. */
export class DefinitionChanged extends Error {
  override readonly name = "DefinitionChanged";
  readonly step: string;
  readonly recorded: string;
  readonly current: string;
  constructor(step: string, before: string, now: string) {
    super(
      `step "${step}" is recorded as done with the definition ${before.slice(0, 12)}, and is now defined as ` +
        `${now.slice(0, 12)}. Set on-change to "replay" to keep what was recorded or to "rerun" to run it as it is ` +
        "defined now, or give it another name or key.",
    );
    this.step = step;
    this.recorded = before;
    this.current = now;
  }
}
