/** The parts of a workflow that rules look at. What GitHub would refuse anyway is read as if it were not there. */
import { z } from "zod";

/** A value where GitHub takes text: numbers and truth values are the text that was written. */
const text = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => String(value))
  .optional()
  .catch(undefined);

const texts = z
  .record(z.string(), text)
  .default({})
  .catch(() => ({}));

/** Read by the rule that looks at it. */
const anything = z.unknown().optional();

/** One or a list of names. */
const names = z
  .union([z.string().transform((name) => [name]), z.array(z.string())])
  .default([])
  .catch(() => []);

/** The shell of `defaults.run`. */
const defaults = z
  .object({ run: z.object({ shell: text }).optional() })
  .transform(({ run }) => run?.shell)
  .optional()
  .catch(undefined);

const stepSchema = z
  .object({
    id: text,
    name: text,
    if: text,
    uses: text,
    run: text,
    shell: text,
    with: texts,
    env: texts,
    "continue-on-error": text,
    "timeout-minutes": text,
  })
  .catch({ with: {}, env: {} });

const jobSchema = z.object({
  name: text,
  if: text,
  uses: text,
  needs: names,
  outputs: texts,
  "runs-on": anything,
  "timeout-minutes": text,
  "continue-on-error": text,
  "cache-mode": text,
  environment: anything,
  concurrency: anything,
  permissions: anything,
  defaults,
  steps: z
    .array(stepSchema)
    .default([])
    .catch(() => []),
});

export const workflowSchema = z.object({
  name: text,
  on: anything,
  permissions: anything,
  concurrency: anything,
  "cache-mode": text,
  defaults,
  jobs: z.record(z.string(), z.unknown()),
});

export type WrittenWorkflow = z.output<typeof workflowSchema>;
export type WrittenStep = z.output<typeof stepSchema>;
export type WrittenJob = z.output<typeof jobSchema>;

/** Undefined where the value is no job. */
export function readJob(value: unknown): WrittenJob | undefined {
  return jobSchema.safeParse(value).data;
}
