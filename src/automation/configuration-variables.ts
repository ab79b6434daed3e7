/**
 * Variables that override the configuration: `HOLDFAST_` and the keys of the file in capitals, joined by `_`, as in
 * `HOLDFAST_FLAGS_NEW_IMPORT=true` or `HOLDFAST_RETRY_POLICIES_STANDARD_MAX_ATTEMPTS=3`. Values are read as YAML. A name
 * that the file has is meant whatever its letters and dashes; any other is written in small letters with dashes.
 */
import { parse } from "yaml";
import type { Fault, Place } from "./fault.ts";
import { plainKey, valueIn } from "./plain-key.ts";
import { configurationSchema, circuitSchema } from "./schema/configuration.ts";
import { retryPolicySchema } from "./schema/retry-policy.ts";
import type { Source, ValuePath } from "./source.ts";

/** The sections of which single keys can be overridden, with the keys their entries have. */
const keysIn: Readonly<Record<string, readonly string[]>> = {
  "retry-policies": Object.keys(retryPolicySchema.shape),
  circuits: Object.keys(circuitSchema.shape),
  channels: ["type", "labels", "assignees", "webhook", "token", "channel", "url", "secret"],
};

type Environment = Readonly<Record<string, string | undefined>>;

/** The source with what variables say in place of what the file says; faults are then told by the variable's name. */
export function override(source: Source, environment: Environment): { source: OverriddenSource; faults: Fault[] } {
  const faults: Fault[] = [];
  const variables = new Map<string, string>();
  let { value } = source;
  for (const [variable, text] of Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = text === undefined || text === "" ? undefined : pathFor(variable, source.value);
    if (path === undefined) continue;
    try {
      value = withValue(value, path, parse(text!));
      variables.set(JSON.stringify(path), variable);
    } catch {
      faults.push({ at: { variable }, message: "cannot be read as YAML; write a value as the file would have it" });
    }
  }
  const variableAt = (path: ValuePath): Place | undefined => {
    for (let length = path.length; length > 0; length--) {
      const variable = variables.get(JSON.stringify(path.slice(0, length)));
      if (variable !== undefined) return { variable };
    }
    return undefined;
  };
  return {
    faults,
    source: {
      file: source.file,
      value,
      valueAt: (path) => variableAt(path) ?? source.valueAt(path),
      keyAt: (path) => variableAt(path) ?? source.keyAt(path),
    },
  };
}

/** A file some of whose values stand in variables. */
export interface OverriddenSource {
  readonly file: string;
  readonly value: unknown;
  valueAt(path: ValuePath): Place;
  keyAt(path: ValuePath): Place;
}

/** The path that a variable's name stands for; undefined where it is not one of the configuration. */
function pathFor(variable: string, value: unknown): ValuePath | undefined {
  for (const section of Object.keys(configurationSchema.shape)) {
    const prefix = `HOLDFAST_${capital(section)}`;
    if (variable === prefix && section === "owners") return [section];
    if (section === "owners" || !variable.startsWith(`${prefix}_`)) continue;
    const rest = variable.slice(prefix.length + 1);
    // The longest key first: `MAX_OPEN_DURATION` ends in `OPEN_DURATION`.
    const keys = (keysIn[section] ?? []).toSorted((a, b) => b.length - a.length);
    const key = keys.find((candidate) => rest.endsWith(`_${capital(candidate)}`));
    const name = key === undefined ? rest : rest.slice(0, -capital(key).length - 1);
    if (name === "") return undefined;
    const path = [section, nameFor(name, valueIn(value, [section]))];
    return key === undefined ? path : [...path, key];
  }
  return undefined;
}

function nameFor(written: string, section: unknown): string {
  const names = typeof section === "object" && section !== null ? Object.keys(section) : [];
  return names.find((name) => capital(name) === written) ?? plainKey(written.toLowerCase().replaceAll("_", "-"));
}

function capital(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_");
}

function withValue(value: unknown, [key, ...below]: ValuePath, replaced: unknown): unknown {
  if (key === undefined) return replaced;
  const rest = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  return { ...rest, [key]: withValue(valueIn(rest, [key]), below, replaced) };
}
