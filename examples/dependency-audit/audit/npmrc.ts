/** Which registry has a package, by npm's own settings. https://docs.npmjs.com/cli/v11/configuring-npm/npmrc */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export interface Registry {
  /** Ends with `/`. */
  readonly url: string;
  readonly token?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Settings = ReadonlyMap<string, string>;

/** `npm config get` answers the same, and takes a third of a second. */
export function readSettings(folder: string, env: Environment): Settings {
  const home = join(env["HOME"] ?? env["USERPROFILE"] ?? homedir(), ".npmrc");
  // What is set later wins, as with npm: the user's file, the project's, the environment.
  const files = [env["npm_config_userconfig"] ?? home, join(folder, ".npmrc")];
  const settings = new Map(files.flatMap((file) => [...parseNpmrc(contentOf(file), env)]));
  const registry = env["npm_config_registry"] ?? env["NPM_CONFIG_REGISTRY"];
  return registry ? settings.set("registry", registry) : settings;
}

/** The registry of the package's scope, else the registry. */
export function registryFor(name: string, settings: Settings): Registry {
  const scope = name.startsWith("@") ? name.slice(0, name.indexOf("/")) : undefined;
  const said = (scope && settings.get(`${scope}:registry`)) ?? settings.get("registry");
  const { origin, pathname } = new URL(said ?? "https://registry.npmjs.org");
  const url = `${origin}${pathname.replace(/\/?$/, "/")}`; // without a password, for it is shown
  const token = settings.get(`${url.slice(url.indexOf("//"))}:_authToken`);
  return token === undefined ? { url } : { url, token };
}

export function parseNpmrc(content: string, env: Environment): Map<string, string> {
  const settings = new Map<string, string>();
  for (const line of content.split(/\r?\n/)) {
    const { key, value = "" } = /^\s*(?<key>[^;#=\s][^=]*?)\s*=\s*(?<value>.*?)\s*$/.exec(line)?.groups ?? {};
    if (key === undefined) continue;
    const unquoted = value.replace(/^"(.*)"$/, "$1");
    settings.set(
      key,
      unquoted.replaceAll(/\$\{(\w+)\??\}/g, (whole, name: string) => env[name] ?? whole),
    );
  }
  return settings;
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // most people have none
  }
}
