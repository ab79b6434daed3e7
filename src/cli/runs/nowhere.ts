import { join } from "node:path";
import type { RunSurroundings } from "../../automation/open-automation.ts";
import { lateGuard } from "../../journal/secrets.ts";
import type { World } from "../../world.ts";
import type { LocalRepository } from "../repository.ts";
import { surroundings } from "./surroundings.ts";

/** Surroundings of what is not really run: it prints nothing and leaves nothing behind. */
export function nowhere(world: World, { root }: LocalRepository): RunSurroundings {
  return surroundings({
    world,
    workspace: root,
    scratch: join(root, ".holdfast"),
    guard: () => lateGuard(() => []),
    print: () => {},
  });
}
