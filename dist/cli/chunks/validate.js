import { a as readDefinition, i as readConfiguration, n as isModule, r as configurationPath, t as loadDefinition } from "./load.js";
import { n as describeFault, t as FaultyFile } from "./fault.js";
import { t as UserError } from "./user-error.js";
import { r as shownPath, t as localRepository } from "./repository.js";
import { t as painter } from "./terminal.js";
const { join, resolve } = process.getBuiltinModule("node:path");

// src/cli/definitions/validate.ts
/** `holdfast validate`: every fault of definitions and of the configuration, before anything is run. */
/** Says of each file what it is, or all that is wrong with it. Whether all are sound. */
async function validateFiles(world, invocation, files) {
	const { folder: here, terminal } = invocation;
	const paint = painter(world, terminal);
	const local = await localRepository(world, here, {});
	const ownPath = join(local.root, configurationPath);
	const paths = files.filter((file) => !/\.d\.m?ts$/.test(file)).map((file) => resolve(here, file));
	let areSound = true;
	const configuration = await world.files.status(ownPath) ? await check(ownPath, paths.includes(ownPath), () => readConfigurationAt(world, ownPath, local)) : readConfiguration(void 0, configurationPath, world.environment);
	for (const path of paths) if (path !== ownPath) await check(path, true, () => validated(world, path, local, configuration));
	return areSound;
	async function check(path, isNamed, read) {
		try {
			const sound = await read();
			if (isNamed) world.output.write(`${paint("good", "sound")}   ${shownPath(path, local)}: ${sound.what}\n`);
			for (const warning of sound.warnings) world.output.write(`${paint("warn", "warning")} ${warning}\n`);
			return sound;
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			areSound = false;
			const faults = error instanceof FaultyFile ? error.faults.map(describeFault) : [error.message];
			for (const fault of faults) world.output.write(`${paint("bad", "fault")}   ${fault.replaceAll("\n", `\n${" ".repeat(8)}`)}\n`);
			return;
		}
	}
}
async function validated(world, path, local, configuration) {
	if (/[\\/]\.github[\\/]holdfast\.yml$/.test(path)) return readConfigurationAt(world, path, local);
	if (isModule(path)) {
		const { name, warnings } = await loadDefinition(world, path, local);
		return {
			what: `automation "${name}"`,
			warnings: warnings.map(describeFault)
		};
	}
	const { definition, warnings } = readDefinition(await textOf(world, path, local), shownPath(path, local), configuration);
	return {
		what: `automation "${definition.name}"`,
		warnings: warnings.map(describeFault)
	};
}
async function readConfigurationAt(world, path, local) {
	const text = await textOf(world, path, local);
	return {
		...readConfiguration(text, shownPath(path, local), world.environment),
		what: "the configuration",
		warnings: []
	};
}
async function textOf({ files }, path, local) {
	const text = await files.read(path);
	if (!text) throw new UserError(`${shownPath(path, local)} does not exist`);
	return String(text);
}

export { validateFiles };