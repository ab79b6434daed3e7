import { findProgram } from "../../command/program.ts";
import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import { capture } from "../capture.ts";

/** The first that starts actions made for Node 24. */
const OLDEST: Version = [0, 2, 82];

type Version = readonly [major: number, minor: number, patch: number];

/** Where act is: as given, else on PATH. Throws a {@link UserError} where there is none, or one too old. */
export async function findAct(world: World, given: string | undefined, folder: string): Promise<string> {
  const name = given ?? "act";
  const path = await findProgram(world, name, world.environment, folder);
  if (path === undefined) {
    const where = given === undefined ? "on PATH" : `at ${given}`;
    throw new UserError(
      `there is no act ${where}. Install it (https://nektosact.com/installation), such as with ` +
        "`brew install act`, `gh extension install nektos/gh-act` or " +
        "`go install github.com/nektos/act@v0.2.87`, or say where it is with --act PATH",
    );
  }
  const { output } = await capture(world, path, ["--version"], folder);
  const version = versionIn(output);
  if (version === undefined) throw new UserError(`${path} does not say its version: it is no act. Name one with --act`);
  if (isBefore(version, OLDEST)) {
    throw new UserError(`${path} is act ${version.join(".")}, and ${OLDEST.join(".")} or later is needed: update it`);
  }
  return path;
}

function versionIn(output: string): Version | undefined {
  const [, major, minor, patch] = /\bversion v?(\d+)\.(\d+)\.(\d+)/.exec(output) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

function isBefore(version: Version, other: Version): boolean {
  const difference = version.map((part, index) => part - (other[index] ?? 0)).find((part) => part !== 0);
  return difference !== undefined && difference < 0;
}
