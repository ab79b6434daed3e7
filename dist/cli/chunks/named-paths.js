import { t as namesOf } from "./path.js";
import { t as UserError } from "./user-error.js";
import { n as suggest } from "./suggestion.js";

// src/automation/named-paths.ts
/**
* The paths that a person names: as they are recorded, or as they are shown, or by their last name where only one has it.
* Throws a {@link UserError} that begins with `missing` where one is none of them.
*/
function namedPaths(names, paths, missing) {
	return names.map((name) => {
		const found = pathsCalled(name, paths);
		const [only, other] = found;
		if (only !== void 0 && other === void 0) return only;
		if (only !== void 0) throw new UserError(`"${name}" can mean ${found.join(" or ")}: write it whole`);
		throw new UserError(`${missing} "${name}"${suggest(name, new Set(paths.flatMap(waysToSay)))}`);
	});
}
/** Those that a name can mean: one where it is as recorded or as shown, else each that ends with it. */
function pathsCalled(name, paths) {
	if (paths.includes(name)) return [name];
	const shown = paths.filter((path) => namesOf(path).join("/") === name);
	return shown.length > 0 ? shown : paths.filter((path) => namesOf(path).at(-1) === name);
}
function waysToSay(path) {
	const names = namesOf(path);
	return [names.join("/"), ...names.slice(-1)];
}

export { namedPaths as t };