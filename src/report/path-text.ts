import { namesOf } from "../durable/engine/path.ts";
import { neutraliseLine } from "../github/neutralise.ts";

/** A path as people read it: of the step they know of, with the slashes and signs that names have. */
export function readable(path: string): string {
  return neutraliseLine(namesOf(answeredBy(path)).join("/"));
}

/** The step that waits for a callback: `waitForCallback` keeps its callback within a context of the name it was given. */
export function answeredBy(path: string): string {
  return path.replace(/(?<=.)\/callback$/, "");
}
