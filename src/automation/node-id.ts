/** What the nodes of a diagram are known by. Steps may be called anything, so theirs are paths of one name. */
import { pathOf, rootPath } from "../durable/engine/path.ts";
import type { EndStatus } from "./definition.ts";

export function stepId(name: string): string {
  return pathOf(rootPath, name);
}

/** No step's: a path of one name has no slash. */
export function endId(status: EndStatus): string {
  return `end/${status}`;
}
