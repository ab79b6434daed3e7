/** What is said where something that a run did is not kept, and will be done again. */
import type { RunnerCommands } from "../../github/runner.ts";
import { readable } from "../../report/path-text.ts";
import type { Ending } from "./ending.ts";

/** What is not saved is done again, or for a run that is suspended, waited for again: that must not look green. */
export function sayUnsaved(runner: RunnerCommands, named: string, { closed, outcome }: Ending): void {
  if (closed.kind === "saved") return;
  if (closed.kind === "not-copied") {
    return runner.warning(`${named} is in the cache alone: its artifact could not be made (${closed.reason}).`);
  }
  const message = `What ${named} did could not be checkpointed (${closed.reason}). If the post step cannot save it either, whoever goes on with the run does it again.`;
  const annotation = { title: "Checkpoint not saved" };
  if (outcome.status === "suspended") runner.setFailed(message, annotation);
  else runner.error(message, annotation);
}

const mostNamed = 5;

/** Steps of which nothing may be kept run again when the run goes on. */
export function sayWithheld(runner: RunnerCommands, { state, ran }: Ending, redact: (text: string) => string): void {
  const withheld = [...state.steps].flatMap(([path, { status, done }]) => {
    const isOurs = status === "done" && done?.withheld !== undefined && ran.has(path);
    return isOurs ? [`${readable(path)} (${done.withheld})`] : [];
  });
  if (withheld.length === 0) return;
  const left = withheld.length - mostNamed;
  const named = withheld.slice(0, mostNamed).join(", ") + (left > 0 ? ` and ${left} more` : "");
  runner.warning(redact(`Nothing is kept for a replay of ${named}: they run again when the run goes on.`), {
    title: "Not replayable",
  });
}
