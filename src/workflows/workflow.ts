/** A workflow as rules see it: what it says, and where. */
import { FaultyFile } from "../automation/fault.ts";
import { nameOfKey } from "../automation/plain-key.ts";
import type { Source, ValuePath } from "../automation/source.ts";
import { readYaml } from "../automation/yaml-source.ts";
import { readJob, workflowSchema, type WrittenJob, type WrittenStep, type WrittenWorkflow } from "./schema.ts";
import { scriptOf, type Script } from "./script.ts";

export interface Workflow extends Omit<WrittenWorkflow, "jobs"> {
  readonly source: Source;
  readonly lines: readonly string[];
  /** Its name, or its file without one: as `workflow_run` names it. */
  readonly title: string;
  /** What starts it, each with what is said of it. */
  readonly events: ReadonlyMap<string, unknown>;
  readonly jobs: readonly Job[];
}

export interface Job extends Omit<WrittenJob, "steps"> {
  readonly id: string;
  readonly path: ValuePath;
  readonly steps: readonly Step[];
}

export interface Step extends WrittenStep {
  readonly path: ValuePath;
  /** What it runs in a shell, itself or by an action that runs scripts. */
  readonly script: Script | undefined;
}

/** Throws a {@link FaultyFile} where the text is no YAML, or no workflow. */
export function readWorkflow(text: string, file: string): Workflow {
  const source = readYaml(text, file);
  const written = workflowSchema.safeParse(source.value);
  if (!written.success) {
    throw new FaultyFile([{ at: { file, line: 1, column: 1 }, message: "is no workflow: it has no jobs:" }]);
  }
  const lines = text.split(/\r?\n/);
  const place = { source, lines, workflow: written.data };
  return {
    ...written.data,
    source,
    lines,
    title: written.data.name ?? file,
    events: eventsOf(written.data.on),
    jobs: Object.entries(written.data.jobs).flatMap(([key, value]) => {
      const job = readJob(value);
      return job === undefined ? [] : [jobOf(place, key, job)];
    }),
  };
}

interface Place {
  readonly source: Source;
  readonly lines: readonly string[];
  readonly workflow: WrittenWorkflow;
}

function jobOf(place: Place, key: string, written: WrittenJob): Job {
  const path = ["jobs", key];
  const shell = written.defaults ?? place.workflow.defaults;
  const steps = written.steps.map((step, index) => {
    const stepPath = [...path, "steps", index];
    return { ...step, path: stepPath, script: scriptOf(place, stepPath, step, { shell, runner: written["runs-on"] }) };
  });
  return { ...written, id: nameOfKey(key), path, steps };
}

function eventsOf(on: unknown): Map<string, unknown> {
  if (typeof on === "string") return new Map([[on, null]]);
  if (Array.isArray(on)) return new Map(on.map((event) => [String(event), null]));
  return new Map(typeof on === "object" && on !== null ? Object.entries(on) : []);
}

/** Every step with the job it is in. */
export function* stepsOf({ jobs }: Workflow): Generator<readonly [Step, Job]> {
  for (const job of jobs) for (const step of job.steps) yield [step, job];
}

/** How a step is spoken of. */
export function nameOfStep({ name, id, uses, path }: Step): string {
  const given = name ?? id ?? uses;
  return given === undefined ? `step ${Number(path.at(-1)) + 1}` : `step "${given}"`;
}
