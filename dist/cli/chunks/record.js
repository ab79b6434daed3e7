import { Pt as _minLength, _i as safeParse } from "./zod.js";
import { _ as string, f as optional, g as strictObject, o as int, r as array, y as tuple } from "./zod2.js";
import { m as limits, v as attachmentSchema } from "./path.js";
const { isAbsolute, relative, sep } = process.getBuiltinModule("node:path");

// src/durable/command/record.ts
/** What is recorded of a command that succeeded, and what of it may be handed back without having run. */
const pairs = array(tuple([string().check(_minLength(1)), string()]));
const commandRecordSchema = strictObject({
	exitCode: int(),
	/** Name and value, as the command wrote them to `GITHUB_OUTPUT` and `GITHUB_ENV`. */
	outputs: pairs,
	environment: pairs,
	/** Entries for PATH, in the order they were added. */
	path: array(string()),
	summary: string(),
	/** The archive of the kept `paths`. */
	archive: optional(attachmentSchema)
});
/** Reads what a journal holds for a command; undefined where it is something else. */
function asCommandRecord(value) {
	const parsed = safeParse(commandRecordSchema, value);
	return parsed.success ? parsed.data : void 0;
}
/** Bytes of a record: with the rest of its event it must stay below what a journal reads back. */
const largest = limits.line - 65536;
/** Why a record is not kept that a journal would not read back; undefined where it would. */
function tooLarge(record) {
	const size = Buffer.byteLength(JSON.stringify(record));
	return size > largest ? `what it gave is larger than a record may be (${size} bytes)` : void 0;
}
/**
* Whether a variable may be set from a journal. Those that decide how later steps execute may not: who can write a
* checkpoint could otherwise run code in every step that follows.
*/
function isReplayableVariable(name) {
	const upper = name.toUpperCase();
	if (decisive.has(upper) || upper.endsWith("_PROXY")) return false;
	return !decisivePrefixes.some((prefix) => upper.startsWith(prefix));
}
/**
* Settings of the runner, of the loader and of tools that name programs, or files and servers that programs come from.
* In capitals: Windows folds the case, and proxies are written either way.
*/
const decisivePrefixes = "GITHUB_ RUNNER_ ACTIONS_ INPUT_ STATE_ HOLDFAST_ LD_ DYLD_ BASH_FUNC_ XDG_ DOCKER_ NPM_CONFIG_ YARN_ PIP_ UV_ CARGO_ RUSTC_ RUSTUP_ BUNDLE_ CORECLR_ GIT_SSH GIT_SSL GIT_CONFIG GIT_EXEC_PATH GIT_ASKPASS GIT_EXTERNAL GIT_PROXY GIT_TEMPLATE GIT_EDITOR GIT_PAGER".split(" ");
const decisive = new Set("PATH PATHEXT COMSPEC SHELL EDITOR VISUAL PAGER BASH_ENV ENV ZDOTDIR SHELLOPTS BASHOPTS PS4 IFS PROMPT_COMMAND HOME USERPROFILE APPDATA LOCALAPPDATA TMPDIR TEMP TMP SSL_CERT_FILE SSL_CERT_DIR SSH_ASKPASS SSH_AUTH_SOCK GIT_DIR GIT_WORK_TREE GIT_COMMON_DIR GIT_INDEX_FILE MAKEFLAGS GNUMAKEFLAGS MAKEFILES NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS NODE_TLS_REJECT_UNAUTHORIZED PYTHONPATH PYTHONSTARTUP PYTHONHOME PYTHONUSERBASE PERL5LIB PERL5OPT RUBYLIB RUBYOPT GEM_HOME GEM_PATH RUSTC RUSTFLAGS GOFLAGS GOPROXY GOENV GOTOOLCHAIN JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH MAVEN_OPTS MAVEN_ARGS GRADLE_OPTS GRADLE_USER_HOME DOTNET_STARTUP_HOOKS PSMODULEPATH".split(" "));
/** Whether a PATH entry may be added from a journal: only folders that the job's own steps fill. */
function isReplayablePath(path, roots) {
	return isAbsolute(path) && roots.some((root) => root !== void 0 && root !== "" && contains(root, path));
}
function contains(root, path) {
	const way = relative(root, path);
	return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

export { tooLarge as i, isReplayablePath as n, isReplayableVariable as r, asCommandRecord as t };