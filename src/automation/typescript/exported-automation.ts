import type { Automation } from "../../durable/automation.ts";
import { FaultyFile } from "../fault.ts";
import { positionAt } from "./position-at.ts";

const example = `export default automation("name", async (ctx) => { … })`;

/** The automation that a module exports by default. Throws a {@link FaultyFile} where that is none. */
export function exportedAutomation(exports: Readonly<Record<string, unknown>>, file: string, text: string): Automation {
  const exported = exports["default"];
  if (isAutomation(exported)) return exported;
  const index = text.search(/^[ \t]*export\s+default\b|\bas\s+default\b/m);
  throw new FaultyFile([{ at: positionAt(file, text, Math.max(0, index)), message: whyNot(exports) }]);
}

function isAutomation(value: unknown): value is Automation {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "run" in value &&
    typeof value.run === "function"
  );
}

function whyNot(exports: Readonly<Record<string, unknown>>): string {
  if (!("default" in exports)) {
    const named = Object.keys(exports).find((name) => isAutomation(exports[name]));
    if (named === undefined) return `there is no default export: write \`${example}\``;
    return `"${named}" is exported by name, and an automation by default: write \`export default ${named}\``;
  }
  const exported = exports["default"];
  if (exported instanceof Promise) return "the default export is a promise: put `await` before it";
  if (typeof exported === "function") return `the default export is a bare function: write \`${example}\``;
  return `the default export is no automation but ${describe(exported)}: write \`${example}\``;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? "an array" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}
