import { join } from "node:path";
import type { World } from "../world.ts";

/**
 * Where the directory store lives: `HOLDFAST_DIR`, else the user's folder for state, as each system has it
 * (`$XDG_STATE_HOME` or `~/.local/state`, `~/Library/Application Support`, `%LOCALAPPDATA%`). One rule for GitHub, act
 * and the command line.
 */
export function stateFolder(environment: World["environment"], platform: NodeJS.Platform): string {
  const given = environment["HOLDFAST_DIR"];
  if (given) return given;
  const home = environment["HOME"] ?? environment["USERPROFILE"] ?? ".";
  switch (platform) {
    case "win32":
      return join(environment["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), "holdfast");
    case "darwin":
      return join(home, "Library", "Application Support", "holdfast");
    default:
      return join(environment["XDG_STATE_HOME"] ?? join(home, ".local", "state"), "holdfast");
  }
}
