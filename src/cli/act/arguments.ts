/** What act was asked for, as far as it matters to what is around it. Everything is handed on as it was written. */
import { parseArgs, type ParseArgsConfig } from "node:util";

export interface ActArguments {
  /** Event that was named; act's own default is not guessed. */
  readonly event: string | undefined;
  readonly workflows: string | undefined;
  readonly directory: string;
  readonly eventFile: string | undefined;
  /** `ubuntu-latest=-self-hosted` and the like. */
  readonly platforms: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly remote: string | undefined;
  readonly defaultBranch: string | undefined;
  readonly artifactServer: boolean;
  /** Runs no job: lists, draws, validates or tells something. */
  readonly isQuery: boolean;
}

/** Options of act 0.2.87 that take a value and have a short form, which reads as a bundle of flags otherwise. */
const short: Readonly<Record<string, string>> = {
  actor: "a",
  directory: "C",
  eventpath: "e",
  job: "j",
  platform: "P",
  secret: "s",
  workflows: "W",
};

const valued = [
  ...Object.keys(short),
  "action-cache-path",
  "artifact-server-addr",
  "artifact-server-path",
  "artifact-server-port",
  "cache-server-addr",
  "cache-server-external-url",
  "cache-server-path",
  "cache-server-port",
  "concurrent-jobs",
  "container-architecture",
  "container-cap-add",
  "container-cap-drop",
  "container-daemon-socket",
  "container-options",
  "defaultbranch",
  "env",
  "env-file",
  "github-instance",
  "input",
  "input-file",
  "local-repository",
  "matrix",
  "network",
  "remote-name",
  "replace-ghe-action-token-with-github-com",
  "replace-ghe-action-with-github-com",
  "secret-file",
  "userns",
  "var",
  "var-file",
];

const queries: Readonly<Record<string, string | undefined>> = {
  "bug-report": undefined,
  dryrun: "n",
  graph: "g",
  help: "h",
  list: "l",
  "list-options": undefined,
  "man-page": undefined,
  validate: undefined,
  version: undefined,
};

const options: ParseArgsConfig["options"] = {
  ...Object.fromEntries(
    valued.map((name) => [name, { type: "string", multiple: true, ...(short[name] && { short: short[name] }) }]),
  ),
  ...Object.fromEntries(
    Object.entries(queries).map(([name, letter]) => [name, { type: "boolean", ...(letter && { short: letter }) }]),
  ),
};

/** Reads act's arguments, those of its configuration files first, as act does. Unknown ones pass. */
export function readActArguments(args: readonly string[]): ActArguments {
  const { values, positionals } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true });
  const all = (name: string): string[] => [values[name] ?? []].flat().filter((value) => typeof value === "string");
  const last = (name: string) => all(name).at(-1);
  return {
    event: positionals[0],
    workflows: last("workflows"),
    directory: last("directory") ?? ".",
    eventFile: last("eventpath"),
    platforms: all("platform"),
    environment: Object.fromEntries(all("env").map(nameAndValue)),
    remote: last("remote-name"),
    defaultBranch: last("defaultbranch"),
    artifactServer: all("artifact-server-path").length > 0,
    isQuery: Object.keys(queries).some((name) => values[name] === true),
  };
}

/** The arguments in one of act's configuration files: a line is an option and its value. */
export function configuredArguments(file: string): string[] {
  return file
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line.startsWith("-"))
    .flatMap((line) => {
      const blank = line.search(/\s/);
      return blank === -1 ? [line] : [line.slice(0, blank), line.slice(blank + 1)];
    });
}

function nameAndValue(pair: string): [name: string, value: string] {
  const equals = pair.indexOf("=");
  return equals === -1 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
}
