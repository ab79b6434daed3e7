import { namedPaths } from "../../automation/named-paths.ts";
import { answeredBy } from "../../report/path-text.ts";

/**
 * The one of the callbacks that a person names by its step. Throws a `UserError` that begins with `missing` where it is none
 * of them.
 */
export function callbackCalled(step: string, callbacks: readonly string[], missing: string): string {
  const known = new Map(callbacks.map((path) => [answeredBy(path), path]));
  const [found = ""] = namedPaths([step], [...new Set([...known.keys(), ...callbacks])], missing);
  return known.get(found) ?? found;
}
