/**
 * The path of an operation: the names from the root of its automation joined by `/`. Names are the author's, or keys of
 * items, and may hold anything: `%` and `/` in them are percent-encoded, so that a path tells its names again.
 */

export { contextOf } from "../../journal/fold-run.ts";

/** The context that an automation starts with. */
export const rootPath = "";

export function pathOf(context: string, name: string): string {
  const segment = name.replaceAll("%", "%25").replaceAll("/", "%2F");
  return context === rootPath ? segment : `${context}/${segment}`;
}

/** The names in a path, from the root. */
export function namesOf(path: string): string[] {
  return path.split("/").map((segment) => segment.replaceAll("%2F", "/").replaceAll("%25", "%"));
}
