import { join } from "node:path";
import type { RunSurroundings } from "../../automation/open-automation.ts";
import { lateGuard } from "../../journal/secrets.ts";
import type { Store } from "../../store/store.ts";
import type { World } from "../../world.ts";
import type { LocalRepository } from "../repository.ts";
import { surroundings } from "./surroundings.ts";

/** Surroundings of what is not really run: it prints nothing and leaves nothing behind. */
export function nowhere(world: World, { root, owner, name }: LocalRepository): RunSurroundings {
  return surroundings({
    world,
    repository: `${owner}/${name}`,
    workspace: root,
    scratch: join(root, ".holdfast"),
    store: noStore,
    guard: () => lateGuard(() => []),
    print: () => {},
    note: () => {},
  });
}

const noStore: Store = {
  load: () => Promise.resolve({ kind: "none" }),
  save: () => Promise.resolve({ kind: "saved", where: "nowhere" }),
};
