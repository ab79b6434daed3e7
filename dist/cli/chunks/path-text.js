import { t as namesOf } from "./path.js";
import { n as neutraliseLine } from "./neutralise.js";

// src/report/path-text.ts
/** A path as people read it: of the step they know of, with the slashes and signs that names have. */
function readable(path) {
	return neutraliseLine(namesOf(answeredBy(path)).join("/"));
}
/** The step that waits for a callback: `waitForCallback` keeps its callback within a context of the name it was given. */
function answeredBy(path) {
	return path.replace(/(?<=.)\/callback$/, "");
}

export { readable as n, answeredBy as t };