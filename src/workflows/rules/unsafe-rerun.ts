import type { Command } from "unbash";
import type { Rule } from "../finding.ts";
import { ownAction } from "../own-action.ts";
import { wordsOf } from "../script.ts";
import { nameOfStep, stepsOf, type Job, type Step } from "../workflow.ts";

export const unsafeRerun: Rule = {
  name: "unsafe-rerun",
  severity: "note",
  reason:
    '"Re-run failed jobs" starts a job at its first step: what was done before is done again, or fails of being done.',
  *check(workflow) {
    for (const [step, job] of stepsOf(workflow)) {
      const { script } = step;
      if (script === undefined || script.ranBy === "durable-step" || isGuarded(step, job)) continue;
      for (const { node } of script.nodes) {
        const effect = node.type === "Command" ? effectOf(node) : undefined;
        if (effect === undefined) continue;
        yield {
          at: script.at(node.pos),
          message: `${nameOfStep(step)} does \`${effect}\` again when the job is re-run`,
          mend: "make it a durable step (uses: holdfast/holdfast), with unless: or semantics: at-most-once",
        };
      }
    }
  },
};

/** Skipped where something says that it is done: a checkpoint, or a step before it. */
function isGuarded({ if: condition = "" }: Step, { steps }: Job): boolean {
  if (!condition.includes("steps.")) return false;
  return (
    /outputs\.(done|exists|published|skip)/.test(condition) ||
    steps.some(({ uses }) => ownAction(uses) === "checkpoint")
  );
}

/** What, done twice, is there twice, or refused the second time. */
function effectOf(command: Command): string | undefined {
  const words = wordsOf(command);
  const line = words.join(" ");
  const found = [
    /^(npm|yarn|pnpm) publish\b/,
    /^cargo publish\b/,
    /^gem push\b/,
    /^twine upload\b(?!.*--skip-existing)/,
    /^gh (release|issue|pr|repo|gist) create\b/,
    /^gh (workflow run|pr merge|pr comment|issue comment)\b/,
    /^git push\b.*(--tags|--follow-tags|refs\/tags)/,
    /^curl\b.*(-X|--request) ?POST\b/,
    /^curl\b.* (-d|--data\S*|-F|--form|--json)\b/,
    /^(sendmail|mail|mailx)\b/,
  ].find((effect) => effect.test(line));
  if (found === undefined || (/^npm|^yarn|^pnpm|^cargo/.test(line) && line.includes("--dry-run"))) return undefined;
  return words[0] === "curl" ? "curl" : words.slice(0, words[0] === "gh" ? 3 : 2).join(" ");
}
