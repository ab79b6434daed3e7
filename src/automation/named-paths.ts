import { namesOf } from "../durable/engine/path.ts";
import { UserError } from "../policy/user-error.ts";
import { suggest } from "../policy/suggestion.ts";

/**
 * The paths that a person names: as they are recorded, or as they are shown, or by their last name where only one has it.
 * Throws a {@link UserError} that begins with `missing` where one is none of them.
 */
export function namedPaths(names: readonly string[], paths: readonly string[], missing: string): string[] {
  return names.map((name) => {
    const found = pathsCalled(name, paths);
    const [only, other] = found;
    if (only !== undefined && other === undefined) return only;
    if (only !== undefined) throw new UserError(`"${name}" can mean ${found.join(" or ")}: write it whole`);
    throw new UserError(`${missing} "${name}"${suggest(name, new Set(paths.flatMap(waysToSay)))}`);
  });
}

/** Those that a name can mean: one where it is as recorded or as shown, else each that ends with it. */
export function pathsCalled(name: string, paths: readonly string[]): readonly string[] {
  if (paths.includes(name)) return [name];
  const shown = paths.filter((path) => namesOf(path).join("/") === name);
  return shown.length > 0 ? shown : paths.filter((path) => namesOf(path).at(-1) === name);
}

function waysToSay(path: string): readonly string[] {
  const names = namesOf(path);
  return [names.join("/"), ...names.slice(-1)];
}
