import { z } from "zod";
import { endStatuses, fileFormats, onChanges } from "../definition.ts";
import { retryPolicySchema } from "./retry-policy.ts";
import {
  decimal,
  duration,
  lines,
  name,
  named,
  oneOf,
  section,
  shown,
  template,
  text,
  variableValue,
  wanted,
  trueOrFalse,
  wholeNumber,
} from "./value.ts";

const jump = z.union([
  section("on-failure", { goto: name().describe("The step that deals with it.") }),
  section("on-failure", { end: oneOf(endStatuses).describe("How the run then ends.") }),
]);

/** The longest script; what is longer belongs into a file. */
const longestScript = 65_536;

const file = section("for-each", {
  file: template().describe("A file of items, read as a stream."),
  format: oneOf(fileFormats).optional().describe("Where it is not given, the file's name tells."),
});

/** Every key that a step may have; which go together is told by the kinds of step. */
export const stepSchema = section("a step", {
  description: text().optional().describe("For people."),
  if: z
    .union([text(21_000), z.boolean()], { error: wanted("an expression such as failure()") })
    .optional()
    .describe("Whether the step runs: an expression. Without a status function it means success() && (…)."),
  "max-visits": wholeNumber(1, 10_000)
    .optional()
    .describe("How often a run may come here. A cycle needs it on one of its steps."),

  run: text(longestScript)
    .optional()
    .describe("A script. ${{ }} is refused in it: hand values over by env. Also what wait-for: condition runs."),
  shell: text(1_000).optional().describe("bash, sh, pwsh, powershell, cmd, python, or a template that holds {0}."),
  "working-directory": template().optional().describe("Where the script runs, from the workspace."),
  env: named(variableValue(), "a text").optional().describe("Variables of the script; ${{ }} may stand in them."),
  unless: text(longestScript).optional().describe("A script whose success means that the step is already done."),
  compensate: text(longestScript)
    .optional()
    .describe("A script that undoes the step, run in reverse order when the run fails later."),
  paths: lines()
    .optional()
    .describe("Files it hands on, with wildcards; they come back when the run resumes on another machine."),
  fingerprint: template()
    .optional()
    .describe("What the step depends on besides its script, such as an output of another step: recorded with it."),
  "on-change": oneOf(onChanges)
    .optional()
    .describe(
      "What becomes of a recorded step whose script, shell, folder or fingerprint is another by now: the run stops and says so (default), it runs again, or its record is taken.",
    ),
  semantics: oneOf(["at-least-once", "at-most-once"])
    .optional()
    .describe(
      "What becomes of a step that was interrupted: it runs again (default), or the run stops and says what to check.",
    ),
  retry: z
    .union([name(), retryPolicySchema], { error: wanted("the name of a retry policy, or a policy") })
    .optional()
    .describe("The name of a retry policy, or a policy. Without it there is one attempt."),
  timeout: duration().optional().describe("Of one attempt; for wait-for, of the whole wait."),
  deadline: duration().optional().describe("Of all attempts and the waits between them."),
  "idle-timeout": duration().optional().describe("An attempt without output for so long counts as hung."),
  circuit: name().optional().describe("A dependency whose health steps and runs share."),
  "on-exhausted": oneOf(["fail", "dead-letter", "pause"])
    .optional()
    .describe(
      "What happens when the attempts are used up; dead-letter keeps an item of for-each until it is redriven.",
    ),

  "for-each": z
    .union([template(), z.array(z.json()).max(10_000, "has more than 10000 items; hand them over as a file"), file], {
      error: ({ input }) => `is ${shown(input)}; write \${{ … }} that gives a list, a list, or file: and a name`,
    })
    .optional()
    .describe("The items: an expression that gives a list, a list, or a file (JSON, JSON lines, CSV)."),
  key: template().optional().describe("What an item is known by, such as ${{ item.id }}. Equal keys are an error."),
  "max-concurrency": wholeNumber(1, 1_000).optional().describe("How many run at once."),
  "min-successful": wholeNumber(1, 1_000_000).optional().describe("It has enough when so many have succeeded."),
  "tolerated-failure-count": wholeNumber(0, 1_000_000)
    .optional()
    .describe("It fails when more than so many have failed."),
  "tolerated-failure-percentage": decimal(0, 100).optional().describe("It fails when more than this share has failed."),

  get parallel() {
    return named(stepsSchema, "its steps", 256)
      .optional()
      .describe("Branches that run beside each other, each with steps of its own.");
  },

  wait: z
    .union(
      [
        template(),
        section("wait", {
          until: template().describe("A time in ISO 8601 with its zone, such as 2030-01-31T08:00:00Z."),
        }),
      ],
      {
        error: ({ input }) =>
          typeof input === "number"
            ? `is ${input}: a duration needs its unit; write ${input}s for seconds or ${input}m for minutes`
            : `is ${shown(input)}; write a duration such as 2h, or until: and a time`,
      },
    )
    .optional()
    .describe("A duration such as 2h, or until: a time. Long waits hold no runner."),
  "wait-for": oneOf(["approval", "event", "condition"])
    .optional()
    .describe("approval: people agree; event: it is sent; condition: run succeeds, or until holds for its outputs."),
  message: template().optional().describe("The question to those who approve."),
  approvers: lines()
    .optional()
    .describe("Users and organisation/teams who may approve. Default: on GitHub, who may write to the repository."),
  approvals: wholeNumber(1, 100).optional().describe("How many have to approve. Default: 1."),
  "prevent-self-review": trueOrFalse().optional().describe("Who started the run may not approve. Default: false."),
  event: template().optional().describe("The name that the event comes under. Default: the name of the step."),
  until: text(21_000)
    .optional()
    .describe("An expression over the step's own outputs: the condition holds when it does."),
  interval: duration().optional().describe("Between two looks at the condition. Default: 30s."),

  goto: name().optional().describe("A decision: the run goes on with this step where if holds."),
  next: name().optional().describe("The step after this one, where it succeeded and is not the next in order."),
  end: oneOf(endStatuses).optional().describe("The run ends after this step, so."),
  "on-failure": z
    .union([oneOf(["fail", "continue"]), jump], {
      error: ({ input }) => `is ${shown(input)}; write fail, continue, {goto: a step} or {end: failed}`,
    })
    .optional()
    .describe("What a failure of the step means: the run fails (default), goes on, goes to a step, or ends."),
}).meta({ id: "step" });

/** Steps by their names, in the order in which they run. */
export const stepsSchema: z.ZodType<Record<string, WrittenStep>, Record<string, unknown>> = named(
  stepSchema,
  "a step",
  1_000,
).meta({ id: "steps" });

/** A step as its file has it. */
export type WrittenStep = z.output<typeof stepSchema>;
