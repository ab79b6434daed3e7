import * as core from "@actions/core";
import type { World } from "../world.ts";
import { neutralise, neutraliseLine } from "./neutralise.ts";
import { summaryWriter } from "./summary.ts";

export interface Annotation {
  readonly title?: string;
  /** Where GitHub shows it in a file of the workspace. Lines and columns count from 1. */
  readonly at?: { readonly file: string; readonly line?: number; readonly column?: number } | undefined;
}

/** What an action tells the runner. Texts are neutralised here: callers may pass on foreign words. */
export interface RunnerCommands {
  /** Throws where the name is not one that `${{ steps.x.outputs.NAME }}` can hold. */
  setOutput(name: string, value: string): void;
  exportVariable(name: string, value: string): void;
  addPath(path: string): void;
  /** Adds Markdown to the step's summary, cut where GitHub would drop it whole; nothing where there is no summary. */
  appendSummary(markdown: string): Promise<void>;
  notice(message: string, annotation?: Annotation): void;
  warning(message: string, annotation?: Annotation): void;
  error(message: string, annotation?: Annotation): void;
  info(text: string): void;
  /** Has the runner hide a value wherever it would show it from now on. */
  mask(secret: string): void;
  /** Hands a value to this action's post step. */
  saveState(name: string, value: string): void;
  /** What main saved, or an empty string. */
  getState(name: string): string;
  /** An error annotation, and a red step. */
  setFailed(message: string, annotation?: Annotation): void;
}

/** The runner's commands through `@actions/core`. */
export function runnerCommands(world: Pick<World, "environment" | "files">): RunnerCommands {
  return {
    setOutput(name, value) {
      requireName("output", name);
      core.setOutput(name, value);
    },
    exportVariable(name, value) {
      requireVariable(name);
      core.exportVariable(name, value);
    },
    addPath(path) {
      if (path === "" || /[\r\n\0]/.test(path)) throw new Error(`PATH entry ${JSON.stringify(path)} is not one folder`);
      core.addPath(path);
    },
    appendSummary: summaryWriter(world),
    notice: (message, annotation) => core.notice(neutralise(message), properties(annotation)),
    warning: (message, annotation) => core.warning(neutralise(message), properties(annotation)),
    error: (message, annotation) => core.error(neutralise(message), properties(annotation)),
    info: (text) => core.info(neutralise(text)),
    mask: (secret) => core.setSecret(secret),
    saveState(name, value) {
      requireName("state", name);
      core.saveState(name, value);
    },
    getState: (name) => core.getState(name),
    setFailed(message, annotation) {
      core.error(neutralise(message), properties(annotation));
      process.exitCode = core.ExitCode.Failure;
    },
  };
}

/** The names GitHub can look up in `steps.<id>.outputs`. `@actions/core` checks none: a line break in a name injects. */
function requireName(kind: string, name: string): void {
  if (/^[A-Za-z_][\w-]*$/.test(name) && name !== "__proto__") return;
  throw new Error(
    `${kind} name ${JSON.stringify(name)} is not allowed: use letters, digits, "_" and "-", not beginning with a digit`,
  );
}

/** Variables may be called more than outputs may (`ProgramFiles(x86)`), but nothing that ends a name in `GITHUB_ENV`. */
function requireVariable(name: string): void {
  if (/^[^\s=<\p{C}]+$/u.test(name) && name !== "__proto__") return;
  throw new Error(`environment variable name ${JSON.stringify(name)} is not allowed: it holds white space, "=" or "<"`);
}

function properties({ title, at }: Annotation = {}): core.AnnotationProperties {
  return {
    ...(title !== undefined && { title: neutraliseLine(title) }),
    ...(at && {
      file: neutraliseLine(at.file),
      ...(at.line !== undefined && { startLine: at.line }),
      ...(at.column !== undefined && { startColumn: at.column }),
    }),
  };
}
