/** What is recorded of a command that succeeded, and what of it may be handed back without having run. */
import { isAbsolute, relative, sep } from "node:path";
import * as z from "zod/mini";
import { attachmentSchema } from "../journal/event.ts";

const pairs = z.array(z.tuple([z.string().check(z.minLength(1)), z.string()]));

const commandRecordSchema = z.strictObject({
  exitCode: z.int(),
  /** Name and value, as the command wrote them to `GITHUB_OUTPUT` and `GITHUB_ENV`. */
  outputs: pairs,
  environment: pairs,
  /** Entries for PATH, in the order they were added. */
  path: z.array(z.string()),
  summary: z.string(),
  /** The archive of the kept `paths`. */
  archive: z.optional(attachmentSchema),
});
export type CommandRecord = z.infer<typeof commandRecordSchema>;

/** Reads what a journal holds for a command; undefined where it is something else. */
export function asCommandRecord(value: unknown): CommandRecord | undefined {
  const parsed = z.safeParse(commandRecordSchema, value);
  return parsed.success ? parsed.data : undefined;
}

/**
 * Whether a variable may be set from a journal. Those that decide how later steps execute may not: who can write a
 * checkpoint could otherwise run code in every step that follows.
 */
export function isReplayableVariable(name: string): boolean {
  const upper = name.toUpperCase();
  return !decisive.has(upper) && !decisivePrefixes.some((prefix) => upper.startsWith(prefix));
}

/** Of the runner, of the loader, and settings of tools that name programs to run. In capitals: Windows folds the case. */
const decisivePrefixes = (
  "GITHUB_ RUNNER_ ACTIONS_ INPUT_ STATE_ HOLDFAST_ LD_ DYLD_ BASH_FUNC_ NPM_CONFIG_ " +
  "GIT_SSH GIT_CONFIG GIT_EXEC_PATH GIT_ASKPASS GIT_EXTERNAL GIT_PROXY GIT_TEMPLATE GIT_EDITOR GIT_PAGER"
).split(" ");

const decisive = new Set(
  (
    "PATH PATHEXT COMSPEC SHELL EDITOR VISUAL PAGER BASH_ENV ENV ZDOTDIR SHELLOPTS BASHOPTS PS4 IFS PROMPT_COMMAND " +
    "NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS PYTHONPATH PYTHONSTARTUP PYTHONHOME PERL5LIB PERL5OPT RUBYLIB RUBYOPT " +
    "JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS DOTNET_STARTUP_HOOKS PSMODULEPATH"
  ).split(" "),
);

/** Whether a PATH entry may be added from a journal: only folders that the job's own steps fill. */
export function isReplayablePath(path: string, roots: readonly (string | undefined)[]): boolean {
  return isAbsolute(path) && roots.some((root) => root !== undefined && root !== "" && contains(root, path));
}

function contains(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
