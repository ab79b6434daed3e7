// src/policy/user-error.ts
/** A mistake of the person who wrote the workflow: told without a stack, with what to write instead. */
var UserError = class extends Error {
	name = "UserError";
};

export { UserError as t };