/** What an npm registry knows of a package. https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md */
import { isObject, text, type JsonObject } from "./json.ts";
import type { Registry } from "./npmrc.ts";

export interface RegistryFacts {
  /** The version that `npm install` would take today. */
  readonly latest: string;
  readonly licence?: string;
  readonly deprecated?: string;
  readonly installScript: boolean;
}

/** That it has no such package, or not this version: an answer too, which another attempt would only hear again. */
export interface Absent {
  readonly absent: string;
}

/** A registry that did not say. Only what is transient is worth another attempt. */
export class RegistryError extends Error {
  override readonly name = "RegistryError";
  readonly code: "TRANSIENT" | "PERMANENT";
  /** What a `Retry-After` header said. */
  readonly retryAfter: string | undefined;

  constructor(code: RegistryError["code"], message: string, rest: { retryAfter?: string; cause?: unknown } = {}) {
    super(message, { cause: rest.cause });
    this.code = code;
    this.retryAfter = rest.retryAfter;
  }
}

/** Milliseconds for one request, from the first byte out to the last one in. */
const REQUEST_TIMEOUT = 20_000;

type Fetch = typeof fetch;

/**
 * Asks for the manifest of the latest version and, where the locked one is another, for that one's too: two answers of
 * about 3 kB, where the document with all versions has up to 10 MB. The abbreviated one of npm's own installer
 * (`application/vnd.npm.install-v1+json`) has no licence.
 */
export async function lookUp(
  registry: Registry,
  { name, version }: { readonly name: string; readonly version: string },
  fetchIt: Fetch = fetch,
): Promise<RegistryFacts | Absent> {
  const latest = await manifestOf(registry, name, "latest", fetchIt);
  // Some registries behind a company's proxy answer for the whole package alone.
  if (latest === undefined) return fromPackument(registry, name, version, fetchIt);
  if (latest["version"] === version) return factsOf(name, latest, latest);
  const locked = await manifestOf(registry, name, version, fetchIt);
  if (locked === undefined) return noSuchVersion(registry, name, version);
  return factsOf(name, locked, latest);
}

async function fromPackument(
  registry: Registry,
  name: string,
  version: string,
  fetchIt: Fetch,
): Promise<RegistryFacts | Absent> {
  const packument = await ask(registry, pathOf(name), fetchIt);
  if (packument === undefined) return { absent: `${registry.url} has no package ${name}` };
  const { versions, "dist-tags": tags } = packument;
  const latest = isObject(versions) && isObject(tags) ? versions[String(tags["latest"])] : undefined;
  const locked = isObject(versions) ? versions[version] : undefined;
  if (!isObject(locked)) return noSuchVersion(registry, name, version);
  return factsOf(name, locked, isObject(latest) ? latest : locked);
}

function noSuchVersion(registry: Registry, name: string, version: string): Absent {
  return { absent: `${registry.url} has ${name}, but not its version ${version} (unpublished?)` };
}

function manifestOf(registry: Registry, name: string, version: string, fetchIt: Fetch) {
  return ask(registry, `${pathOf(name)}/${encodeURIComponent(version)}`, fetchIt);
}

/** `@scope/name` is one part of the path: its slash is encoded. */
function pathOf(name: string): string {
  return encodeURIComponent(name).replace(/^%40/, "@");
}

/** The JSON object there, or undefined where there is none (404). */
async function ask(registry: Registry, path: string, fetchIt: Fetch): Promise<JsonObject | undefined> {
  const url = registry.url + path;
  const headers = { accept: "application/json", ...(registry.token && { authorization: `Bearer ${registry.token}` }) };
  let response: Response;
  let body: unknown;
  try {
    response = await fetchIt(url, { headers, signal: AbortSignal.timeout(REQUEST_TIMEOUT) });
    if (!response.ok) {
      await response.body?.cancel();
      if (response.status === 404 || response.status === 405) return undefined;
      throw refused(url, response);
    }
    body = await response.json();
  } catch (error) {
    throw error instanceof RegistryError ? error : unreachable(url, error);
  }
  if (!isObject(body)) throw new RegistryError("TRANSIENT", `${url} answered with something else than a JSON object`);
  return body;
}

function refused(url: string, { status, headers }: Response): RegistryError {
  const retryAfter = headers.get("retry-after");
  const code = status === 429 || status === 408 || status >= 500 ? "TRANSIENT" : "PERMANENT";
  return new RegistryError(code, `${url} answered HTTP ${status}`, retryAfter === null ? {} : { retryAfter });
}

/** No answer, or half of one. A name that cannot be resolved now may be when the network is back. */
function unreachable(url: string, error: unknown): RegistryError {
  // `fetch failed` is all that fetch itself says; the reason is its cause's.
  const reason = error instanceof Error && isObject(error.cause) ? error.cause : error;
  const { code, message } = isObject(reason) ? reason : {};
  return new RegistryError("TRANSIENT", `${url} could not be read: ${text(code) ?? text(message) ?? String(error)}`, {
    cause: error,
  });
}

function factsOf(name: string, locked: JsonObject, latest: JsonObject): RegistryFacts {
  const version = text(latest["version"]);
  if (version === undefined) throw new RegistryError("TRANSIENT", `the registry's answer about ${name} has no version`);
  const licence = licenceOf(locked);
  const deprecated = text(locked["deprecated"]);
  return {
    latest: version,
    ...(licence !== undefined && { licence }),
    ...(deprecated !== undefined && { deprecated }),
    installScript: hasInstallScript(locked),
  };
}

/** Old manifests have an object, or a list of them in `licenses`. */
function licenceOf({ license, licenses }: JsonObject): string | undefined {
  const said = [license, ...(Array.isArray(licenses) ? (licenses as unknown[]) : [])];
  const names = said.map((one) => text(isObject(one) ? one["type"] : one)).filter((one) => one !== undefined);
  return names.length === 0 ? undefined : names.join(" OR ");
}

/** A `binding.gyp` is compiled on install without any script that says so; npm notes it as `gypfile`. */
function hasInstallScript({ scripts, gypfile }: JsonObject): boolean {
  const named = isObject(scripts) && ["preinstall", "install", "postinstall"].some((name) => text(scripts[name]));
  return named || gypfile === true;
}
