import { n as neutraliseLine } from "./neutralise.js";

// src/report/failure-text.ts
/** Why something failed, on one line; `show` makes a foreign text fit for where it is read. */
function failureText({ kind, message, code }, show = neutraliseLine) {
	return kind !== "exit" || code === void 0 || message.includes(String(code)) ? show(message) : `${show(message)} (exit code ${code})`;
}

export { failureText as t };