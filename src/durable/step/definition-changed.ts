import { changedParts } from "./fingerprint.ts";

/** The same step was recorded with another definition. */
export class DefinitionChanged extends Error {
  override readonly name = "DefinitionChanged";
  readonly step: string;
  readonly recorded: string;
  readonly current: string;
  /** Without the ways on, which are written in another way where the command line tells of it. */
  readonly what: string;
  constructor(step: string, recorded: string, current: string) {
    const what = `step "${step}" is recorded as done with another definition:\n${table(recorded, current)}`;
    super(
      `${what}\n` +
        'Set on-change to "replay" to keep what was recorded or to "rerun" to run it as it is defined now, or give it ' +
        "another name or key.",
    );
    this.step = step;
    this.recorded = recorded;
    this.current = current;
    this.what = what;
  }
}

/** A line for each part that is another. */
function table(recorded: string, current: string): string {
  const rows = changedParts(recorded, current);
  const widthOf = (column: "part" | "recorded") => Math.max(...rows.map((row) => row[column].length));
  const [parts, before] = [widthOf("part"), widthOf("recorded")];
  return rows
    .map((row) => `  ${row.part.padEnd(parts)}  recorded ${row.recorded.padEnd(before)} / current ${row.current}`)
    .join("\n");
}
