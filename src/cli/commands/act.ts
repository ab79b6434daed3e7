import type { Command } from "commander";
import { exitCodes } from "../exit-codes.ts";
import type { Scene } from "../scene.ts";
import { stateOf, withServiceOptions, type ServiceFlags } from "./service-options.ts";

interface Flags extends ServiceFlags {
  readonly act?: string;
  readonly hostMode?: true;
  readonly localToken?: true;
  readonly rerun?: string | true;
}

export function addAct(program: Command, { world, invocation, exitWith }: Scene): void {
  withServiceOptions(program.command("act"))
    .description("Run your act with a local GitHub: caches, artifacts and issues work, and a run can be re-run.")
    .usage("[options] [event] [act's options]")
    .argument("[args...]", "handed to act as they are")
    .option("--rerun [run-id]", "run the next attempt of the last run, or of this one, instead of a new run")
    .option("--act <path>", "the act to run; else the one on PATH")
    .option("--host-mode", "run jobs on this machine; else in Docker where there is one, or as -P says")
    .option("--local-token", "make up a github.token that only the emulator takes; act cannot fetch actions with it")
    .allowUnknownOption()
    .addHelpText(
      "after",
      `\nExit codes: act's own; ${exitCodes.notStarted} when act was not started; 128 and a signal's number when one ended act.` +
        "\n\nExample: holdfast act push -W .github/workflows/ci.yml -j test",
    )
    .action(async (given: readonly string[], flags: Flags) => {
      const { runAct } = await import("../act/run.ts");
      const { rerun, event } = readRerun(flags.rerun);
      const args = event === undefined ? given : [event, ...given];
      exitWith(await runAct(world, invocation, { ...flags, state: stateOf(flags), rerun }, args));
    });
}

/** The id can be left out, and then the word that follows is act's: the event. */
function readRerun(given: string | true | undefined): { rerun?: { id: number | undefined }; event?: string } {
  if (given === undefined) return {};
  if (given === true) return { rerun: { id: undefined } };
  return /^\d+$/.test(given) ? { rerun: { id: Number(given) } } : { rerun: { id: undefined }, event: given };
}
