import { t as namedPaths } from "./named-paths.js";
import { t as answeredBy } from "./path-text.js";

// src/cli/runs/callback-called.ts
/**
* The one of the callbacks that a person names by its step. Throws a `UserError` that begins with `missing` where it is none
* of them.
*/
function callbackCalled(step, callbacks, missing) {
	const known = new Map(callbacks.map((path) => [answeredBy(path), path]));
	const [found = ""] = namedPaths([step], [.../* @__PURE__ */ new Set([...known.keys(), ...callbacks])], missing);
	return known.get(found) ?? found;
}

export { callbackCalled as t };