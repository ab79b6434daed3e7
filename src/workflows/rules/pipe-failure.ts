import type { Pipeline } from "unbash";
import type { Rule } from "../finding.ts";
import { wordsOf } from "../script.ts";
import { nameOfStep, stepsOf } from "../workflow.ts";

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell */
export const pipeFailure: Rule = {
  name: "pipe-failure",
  severity: "warning",
  reason: "Where a step names no shell, GitHub's bash has no pipefail: of a pipe, only the last command can fail it.",
  *check(workflow) {
    for (const [step] of stepsOf(workflow)) {
      const { script } = step;
      if (script === undefined || script.hasPipefail) continue;
      for (const { node, isLookedAt } of script.nodes) {
        const lost = node.type === "Pipeline" && !isLookedAt ? lostIn(node) : undefined;
        if (lost === undefined) continue;
        yield {
          at: script.at(node.pos),
          message: `${nameOfStep(step)} is green when \`${lost}\` fails: the shell looks at the last command of a pipe alone`,
          mend: "shell: bash, at the step or under defaults: run:",
        };
      }
    }
  },
};

/** Print or change what they are given, and have little to fail of. */
const filters = new Set(
  (
    "echo printf cat yes ls date seq true env pwd " +
    "sort head tail tr cut wc uniq rev sed awk column grep egrep fgrep"
  ).split(" "),
);

function lostIn({ commands }: Pipeline): string | undefined {
  for (const command of commands.slice(0, -1)) {
    if (command.type !== "Command") continue;
    const words = wordsOf(command);
    if (words[0] !== undefined && !filters.has(words[0])) return words.slice(0, 2).join(" ");
  }
  return undefined;
}
