/** The fenced blocks of a Markdown file, and what each has to be for its language. */
import { stringify, parse } from "yaml";

export interface Snippet {
  readonly path: string;
  /** Of the first line inside the fence. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

/** Every fenced block, in order. A block that is never closed runs to the end of the file. */
export function snippetsOf(path: string, markdown: string): Snippet[] {
  const snippets: Snippet[] = [];
  let open: { fence: string; indent: number; language: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of markdown.split("\n").entries()) {
    const fence = /^(\s*)(`{3,}|~{3,})\s*([\w-]*)/.exec(line);
    if (open === undefined) {
      if (fence) open = { fence: fence[2]!, indent: fence[1]!.length, language: fence[3]!, line: index + 2, lines: [] };
    } else if (fence && fence[3] === "" && fence[2]!.startsWith(open.fence)) {
      snippets.push(closed(path, open));
      open = undefined;
    } else {
      open.lines.push(line.slice(open.indent));
    }
  }
  return open === undefined ? snippets : [...snippets, closed(path, open)];
}

function closed(path: string, open: { language: string; line: number; lines: string[] }): Snippet {
  return { path, line: open.line, language: open.language, text: `${open.lines.join("\n")}\n` };
}

/**
 * The whole workflow that a YAML snippet is a part of: a workflow, its `jobs:`, a job's `steps:`, a list of steps, one
 * step, or `permissions:`. Undefined where it is none of these.
 */
export function asWorkflow(text: string): string | undefined {
  const value: unknown = parse(text);
  if (Array.isArray(value)) return workflow({ steps: value });
  if (typeof value !== "object" || value === null) return undefined;
  if ("jobs" in value) return "on" in value ? text : stringify({ on: "push", ...value });
  if ("steps" in value) return workflow(value);
  if ("uses" in value || "run" in value) return workflow({ steps: [value] });
  if ("permissions" in value) return workflow({ ...value, steps: [{ run: "true" }] });
  return undefined;
}

/** The whole automation that a YAML snippet is, or is the steps of. Undefined where it is neither. */
export function asAutomation(text: string): string | undefined {
  const value: unknown = parse(text);
  if (typeof value !== "object" || value === null || "jobs" in value) return undefined;
  if ("automation" in value && !("uses" in value)) return text;
  const steps = "steps" in value ? value.steps : undefined;
  return typeof steps === "object" && !Array.isArray(steps) ? `automation: snippet\n${text}` : undefined;
}

const sections: ReadonlySet<string> = new Set(["retry-policies", "circuits", "channels", "flags", "owners"]);

/** A YAML snippet of `.github/holdfast.yml`. */
export function asConfiguration(text: string): string | undefined {
  const value: unknown = parse(text);
  if (typeof value !== "object" || value === null || "automation" in value) return undefined;
  return Object.keys(value).every((key) => sections.has(key)) && !Array.isArray(value) ? text : undefined;
}

function workflow(job: object): string {
  return stringify({ on: "push", jobs: { snippet: { "runs-on": "ubuntu-latest", ...job } } });
}
