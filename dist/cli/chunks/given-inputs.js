import { _i as safeParse } from "./zod.js";
import { _ as string, h as record, x as unknown } from "./zod2.js";
import { t as UserError } from "./user-error.js";
const { resolve } = process.getBuiltinModule("node:path");

// src/cli/definitions/given-inputs.ts
/** What a run is given on the command line. */
/** Bytes. */
const limit = 16777216;
/**
* The inputs by name, those of single options over those of the file; undefined where none are given. Throws a
* {@link UserError} on what is not `name=value`, or no JSON object.
*/
async function givenInputs({ files }, { input = [], inputs }, here) {
	if (input.length === 0 && inputs === void 0) return void 0;
	const named = input.map((text) => {
		const [, name, value] = /^([^=]+)=([\s\S]*)$/.exec(text) ?? [];
		if (name === void 0) throw new UserError(`--input ${text}: write name=value`);
		return [name, value];
	});
	return {
		...inputs === void 0 ? {} : await fromFile(files, resolve(here, inputs)),
		...Object.fromEntries(named)
	};
}
async function fromFile(files, path) {
	const bytes = await files.read(path, limit);
	if (!bytes) throw new UserError(`--inputs ${path} does not exist`);
	const object = safeParse(record(string(), unknown()), parsed(String(bytes), path));
	if (!object.success) throw new UserError(`--inputs ${path}: write a JSON object of names and values`);
	return object.data;
}
function parsed(text, path) {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new UserError(`--inputs ${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
	}
}

export { givenInputs as t };