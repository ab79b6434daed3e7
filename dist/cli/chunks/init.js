import { t as UserError } from "./user-error.js";
import { a as readWorkflow, n as fillTemplate, t as automationsNamedIn } from "./template.js";
import { i as capture, t as localRepository } from "./repository.js";
import { t as painter } from "./terminal.js";
import { d as looseObject, g as string } from "./zod3.js";
import { n as suggest } from "./suggestion.js";
import { t as nearestAbove } from "./nearest-above.js";
const { basename, dirname, join } = process.getBuiltinModule("node:path");
const { fileURLToPath } = process.getBuiltinModule("node:url");

// src/workflows/demands.ts
function demandsOf(workflow) {
	const code = workflow.lines.map((line) => line.replace(/(^|\s)#.*$/, "")).join("\n");
	const named = (context) => [...new Set([...code.matchAll(new RegExp(`\\b${context}\\.([A-Za-z_]\\w*)`, "g"))].map(([, name]) => name))].sort();
	return {
		permissions: merged(workflow.jobs.flatMap((job) => grantsOf(workflow, job))),
		environments: [...new Set(workflow.jobs.flatMap(environmentOf))],
		secrets: named("secrets").filter((name) => name !== "GITHUB_TOKEN"),
		variables: named("vars")
	};
}
function grantsOf({ source, lines }, { id, path, permissions }) {
	if (typeof permissions !== "object" || permissions === null) return [];
	return Object.entries(permissions).map(([name, access]) => {
		const { line } = source.keyAt([
			...path,
			"permissions",
			name
		]);
		const reason = / # (.*)$/.exec(lines[line - 1] ?? "")?.[1] ?? "";
		return {
			grant: `${name}: ${String(access)}`,
			jobs: [id],
			reason
		};
	});
}
/** What several jobs need for the same reason is one grant. */
function merged(grants) {
	return [...Map.groupBy(grants, ({ grant, reason }) => `${grant} ${reason}`).values()].map((same) => ({
		...same[0],
		jobs: same.flatMap(({ jobs }) => jobs)
	}));
}
function environmentOf({ environment }) {
	if (typeof environment === "string") return [environment];
	const name = typeof environment === "object" && environment !== null && "name" in environment ? environment.name : void 0;
	return typeof name === "string" ? [name] : [];
}

// src/cli/init/init-text.ts
function templatesText(templates, paint) {
	const width = Math.max(...templates.map(({ name }) => name.length));
	return [
		...templates.map(({ name, description }) => `${paint("strong", name.padEnd(width))}  ${description}`),
		"",
		`holdfast init ${templates[0]?.name ?? "NAME"}`,
		"  copies it into .github/workflows, with an automation to begin with"
	];
}
/** What the repository has to give to a workflow. */
function demandsText(name, { permissions, environments, secrets, variables }, paint) {
	const grants = permissions.map(({ grant, jobs, reason }) => `  ${grant}  ${paint("faint", `in ${jobs.join(", ")}: ${reason}`)}`);
	return [
		`${paint("strong", name)} needs`,
		...grants,
		...environments.map((environment) => `  environment ${environment}  ${paint("faint", "Settings > Environments")}`),
		...secrets.map((secret) => `  secret ${secret}  ${paint("faint", "Settings > Secrets and variables > Actions")}`),
		...variables.map((variable) => `  variable ${variable}  ${paint("faint", "Settings > Secrets and variables > Actions")}`),
		...secrets.length === 0 ? ["  no secrets but those of your scripts, by env: of the step that runs them"] : []
	];
}

// src/cli/init/released-commit.ts
/**
* The commit that the tag of a version names in the repository `owner/name`, as git tells it: with the proxies and
* credentials that git knows. Throws a {@link UserError} where it tells none.
*/
async function releasedCommit(world, actions, version) {
	const server = world.environment["GITHUB_SERVER_URL"] ?? "https://github.com";
	const tag = `refs/tags/v${version}`;
	const quiet = {
		...world,
		environment: {
			...world.environment,
			GIT_TERMINAL_PROMPT: "0"
		}
	};
	const { code, output } = await capture(quiet, "git", [
		"ls-remote",
		`${server}/${actions}.git`,
		tag,
		`${tag}^{}`
	]);
	const lines = output.split("\n").map((line) => line.split("	"));
	const found = lines.find(([, ref]) => ref === `${tag}^{}`) ?? lines.find(([, ref]) => ref === tag);
	if (code === 0 && found?.[0] !== void 0 && /^[0-9a-f]{40}$/.test(found[0])) return found[0];
	const why = code === 0 ? `has no tag v${version}` : "does not answer git";
	throw new UserError(`${server}/${actions} ${why}: name the commit to pin the actions to, with --commit`);
}

// src/cli/init/templates.ts
/** The workflow templates that come with the command. */
const propertiesSchema = looseObject({
	name: string(),
	description: string()
});
const ending = ".properties.json";
/** All there are, by name. */
async function readTemplates(files) {
	const folder = await nearestAbove(files, dirname(fileURLToPath(import.meta.url)), "workflows-templates");
	if (folder === void 0) throw new Error("workflows-templates/ is missing beside the command");
	const names = (await files.list(folder)).filter((name) => name.endsWith(ending));
	return Promise.all(names.map((name) => readTemplate(files, folder, basename(name, ending))));
}
async function readTemplate(files, folder, name) {
	const [text, properties] = await Promise.all([textOf(files, join(folder, `${name}.yml`)), textOf(files, join(folder, `${name}${ending}`))]);
	const automations = automationsNamedIn(text).map(async (automation) => ({
		name: automation,
		text: await textOf(files, join(folder, "automations", automation))
	}));
	const { description } = propertiesSchema.parse(JSON.parse(properties));
	return {
		name,
		description,
		text,
		properties,
		automations: await Promise.all(automations)
	};
}
async function textOf(files, path) {
	const text = await files.read(path);
	if (text === void 0) throw new Error(`${path} is missing`);
	return String(text);
}
/** Those of the names, once each. Throws a {@link UserError} where there is none of a name. */
function chosenOf(templates, names) {
	return [...new Set(names)].map((name) => {
		const found = templates.find((template) => template.name === name.replace(/\.yml$/, ""));
		if (found !== void 0) return found;
		throw new UserError(`there is no template "${name}"${suggest(name, templates.map((template) => template.name))}`);
	});
}

// src/cli/init/init.ts
/** `holdfast init`: workflow templates, copied into a repository and made its own. */
/** Lists what there is. */
async function listTemplates(world, { terminal }) {
	const lines = templatesText(await readTemplates(world.files), painter(world, terminal));
	world.output.write(`${lines.join("\n")}\n`);
}
/**
* Copies the templates of these names and says what they need. Automations that are there already are kept. Throws a
* {@link UserError}, before anything is written, where there is no such template or another workflow has its place.
*/
async function copyTemplates(world, { folder, terminal }, names, options) {
	const { files, output } = world;
	const chosen = chosenOf(await readTemplates(files), names);
	const { root, owner, name } = await localRepository(world, folder, {});
	const origin = {
		...options,
		commit: options.commit ?? await releasedCommit(world, options.actions, options.version)
	};
	const drafts = chosen.flatMap((template) => draftsOf(template, origin, options, `${owner}/${name}`));
	const before = await Promise.all(drafts.map(async ({ path }) => textAt(files, join(root, path))));
	const taken = drafts.filter(({ text, isKept }, index) => !isKept && before[index] !== void 0 && before[index] !== text);
	if (taken.length > 0 && !options.force) {
		const paths = taken.map(({ path }) => path).join(", ");
		throw new UserError(`${paths} ${taken.length === 1 ? "is" : "are"} there and different: --force writes over`);
	}
	for (const [index, { path, text, isKept }] of drafts.entries()) if (before[index] === text) output.write(`${path} is up to date.\n`);
	else if (before[index] !== void 0 && isKept) output.write(`${path} is kept as it is.\n`);
	else {
		await files.makeFolder(dirname(join(root, path)));
		await files.replace(join(root, path), text);
		output.write(`Wrote ${path}.\n`);
	}
	const paint = painter(world, terminal);
	for (const template of chosen) {
		const demands = demandsOf(readWorkflow(template.text, `${template.name}.yml`));
		output.write(`\n${demandsText(template.name, demands, paint).join("\n")}\n`);
	}
	output.write(`\nThe actions come from ${origin.actions} at ${origin.commit} (v${origin.version}).\n`);
}
function draftsOf(template, origin, { organisation }, repository) {
	const filled = (text) => fillTemplate(text, origin, repository);
	const folder = organisation ? "workflow-templates" : ".github/workflows";
	const workflow = {
		path: `${folder}/${template.name}.yml`,
		text: filled(template.text),
		isKept: false
	};
	if (organisation) return [workflow, {
		path: `${folder}/${template.name}.properties.json`,
		text: template.properties,
		isKept: false
	}];
	return [workflow, ...template.automations.map(({ name, text }) => ({
		path: `automations/${name}`,
		text: filled(text),
		isKept: true
	}))];
}
async function textAt(files, path) {
	return (await files.read(path))?.toString();
}

export { copyTemplates, listTemplates };