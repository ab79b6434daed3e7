import { resolve } from "node:path";

/** Where the emulator keeps its state: in the repository's own folder, in one that was given, or nowhere. */
export type StateOption =
  | { readonly kind: "default" | "memory" }
  | { readonly kind: "folder"; readonly folder: string };

/** The folder that is meant, seen from `here`; undefined for none. */
export function folderOf(state: StateOption, here: string, standard: () => string): string | undefined {
  switch (state.kind) {
    case "memory":
      return undefined;
    case "folder":
      return resolve(here, state.folder);
    case "default":
      return standard();
  }
}
