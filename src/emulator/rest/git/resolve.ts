/** From what people call a commit to its id. */
import type { View } from "../context.ts";
import { decodeHeaded, valueOf } from "./headers.ts";
import { objectsOf } from "./objects.ts";
import { refNamed } from "./refs.ts";

/** The commit that an id, branch, tag, or ref with or without `refs/` names; undefined where there is none. */
export async function resolveCommit({ state, repository }: Pick<View, "state" | "repository">, name: string) {
  const objects = objectsOf(state, repository);
  const candidates = [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`, name];
  const ref = candidates.map((full) => refNamed(state, repository, full)).find((row) => row !== undefined);
  let sha = ref?.sha ?? name;
  for (;;) {
    const object = await objects.read(sha);
    if (object?.type !== "tag") return object?.type === "commit" ? sha : undefined;
    sha = valueOf(decodeHeaded(object.content), "object");
  }
}
