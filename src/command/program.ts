import { posix, win32 } from "node:path";
import type { World } from "../world.ts";
import { isCode } from "../world/error-code.ts";

type Machine = Pick<World, "files" | "processes">;
type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Where a program is: on the PATH that the child will have, or, for a name with a slash, from its working directory.
 * Undefined where there is none.
 */
export async function findProgram(
  world: Machine,
  name: string,
  environment: Variables,
  workingDirectory: string,
): Promise<string | undefined> {
  const path = world.processes.platform === "win32" ? win32 : posix;
  const isPath =
    path.isAbsolute(name) || name.includes("/") || (world.processes.platform === "win32" && name.includes("\\"));
  const folders = isPath ? [""] : (variable(world, environment, "PATH") ?? "").split(path.delimiter).filter(Boolean);
  for (const folder of folders) {
    for (const ending of endings(world, environment, name)) {
      const candidate = path.resolve(workingDirectory, path.join(folder, name + ending));
      if (await isProgram(world, candidate)) return candidate;
    }
  }
  return undefined;
}

function endings(world: Machine, environment: Variables, name: string): readonly string[] {
  if (world.processes.platform !== "win32") return [""];
  const known = (variable(world, environment, "PATHEXT") ?? ".COM;.EXE;.BAT;.CMD").split(";").filter(Boolean);
  const has = known.some((ending) => name.toLowerCase().endsWith(ending.toLowerCase()));
  return has ? [""] : known;
}

async function isProgram({ files, processes }: Machine, path: string): Promise<boolean> {
  const status = await files.status(path).catch((error: unknown) => {
    // In a folder that may not be entered nothing can be run: a shell goes on to the next.
    if (isCode(error, "EACCES", "EPERM")) return undefined;
    throw error;
  });
  if (status === undefined || status.kind === "folder") return false;
  return processes.platform === "win32" || (status.mode & 0o111) !== 0;
}

/** Windows does not tell PATH from Path. */
function variable({ processes }: Machine, environment: Variables, name: string): string | undefined {
  if (processes.platform !== "win32") return environment[name];
  return Object.entries(environment).find(([key]) => key.toUpperCase() === name)?.[1];
}
