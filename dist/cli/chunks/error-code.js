// src/world/error-code.ts
/** Whether an error of the system has one of these codes, such as `EACCES`. */
function isCode(error, ...codes) {
	return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

export { isCode as t };