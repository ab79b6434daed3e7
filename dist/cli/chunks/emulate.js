import { a as endRun, c as jobEnvironment, i as beginRun, o as servicesFolder, s as withServices, t as folderOf } from "./state-option.js";
import { t as localRepository } from "./repository.js";

// src/cli/emulate.ts
/** Resolves when it was asked to stop and all that was answered for is saved. Throws a UserError. */
async function emulate(world, { folder: here }, options) {
	const { clock, output, processes } = world;
	const local = await localRepository(world, here, { repository: options.repository });
	const folder = folderOf(options.state, here, () => servicesFolder(world, local));
	const stopped = new Promise((stop) => {
		processes.onStopRequest(() => stop());
	});
	if (!isLoopback(options.host)) output.writeError(`holdfast: whoever reaches ${options.host} can write caches that your jobs unpack and run: only do this on a network of your own\n`);
	await withServices(world, local, {
		folder,
		host: options.host,
		port: options.port
	}, async (services) => {
		const { emulator } = services;
		const place = {
			...services,
			clock
		};
		const { ref, sha, defaultBranch } = local;
		const run = beginRun(place, {
			workflowPath: ".github/workflows/local.yml",
			event: "workflow_dispatch",
			ref,
			sha
		});
		await emulator.state.saved();
		const refs = {
			ref,
			defaultRef: `refs/heads/${defaultBranch}`
		};
		const environment = jobEnvironment(emulator, world.environment, {
			run,
			refs,
			advertise: options.advertise
		});
		output.write(announcement(options.say, emulator.url, folder, environment));
		await stopped;
		endRun(place, run, "success");
	});
}
function announcement(say, url, folder, environment) {
	switch (say) {
		case "json": return `${JSON.stringify({
			url,
			state: folder ?? null,
			environment
		})}\n`;
		case "exports": return Object.entries(environment).map(([name, value]) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'\n`).join("");
		case "text": return `A local GitHub is at ${url}, with its state in ${folder ?? "memory"}. Ctrl-C ends it.\n`;
	}
}
function isLoopback(host) {
	return host === "localhost" || host.startsWith("127.");
}

export { emulate };