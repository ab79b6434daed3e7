import type { Command } from "unbash";
import type { Rule } from "../finding.ts";
import { type Script, wordsOf } from "../script.ts";
import { nameOfStep, stepsOf } from "../workflow.ts";

export const networkRetry: Rule = {
  name: "network-retry",
  severity: "warning",
  reason: "A connection that is reset once, or a gateway that answers 503 for a second, fails the whole job.",
  *check(workflow) {
    for (const [step] of stepsOf(workflow)) {
      const { script } = step;
      if (script === undefined || !isTriedOnce(script, step.with["max-attempts"])) continue;
      const [first] = script.nodes.flatMap(({ node, isInLoop }) => {
        const asked = node.type === "Command" && !isInLoop ? networkCommand(node) : undefined;
        return asked === undefined ? [] : [{ node, ...asked }];
      });
      if (first === undefined) continue;
      yield {
        at: script.at(first.node.pos),
        message: `${nameOfStep(step)} asks the network once: ${first.name} is not tried again where it fails`,
        mend: `${first.own === undefined ? "" : `${first.own}; or `}uses: holdfast/holdfast/actions/retry, with this as run:`,
      };
    }
  },
};

function isTriedOnce({ ranBy }: Script, attempts: string | undefined): boolean {
  return ranBy === "runner" || (ranBy === "durable-step" && (attempts === undefined || attempts === "1"));
}

interface Asked {
  readonly name: string;
  /** Its own option that tries again. */
  readonly own?: string;
}

/** What asks the network and gives up at the first failure. npm, pip and apt on GitHub's runners try again by themselves. */
function networkCommand(command: Command): Asked | undefined {
  const words = wordsOf(command);
  const [program = "", verb = ""] = [words[0]?.split("/").at(-1), words.slice(1).find((word) => !word.startsWith("-"))];
  const has = (option: RegExp) => words.some((word) => option.test(word));
  switch (program) {
    case "curl":
      if (has(/^--(retry|version|help)/) || has(/^[a-z]+:\/\/(localhost|127\.0\.0\.1|\[::1\])/)) return undefined;
      return { name: "curl", own: "--retry 5 --retry-all-errors" };
    case "wget":
      // Its 20 tries pass over a refused connection and every status of the server's.
      return has(/^--retry-(connrefused|on-http-error)/) ? undefined : { name: "wget", own: "--retry-connrefused" };
    case "git":
      return /^(clone|fetch|pull|push|ls-remote)$/.test(gitVerb(words)) ? { name: `git ${gitVerb(words)}` } : undefined;
    case "gh":
      return /^(auth|alias|completion|config|help|version)?$/.test(verb) ? undefined : { name: `gh ${verb}` };
    case "docker":
    case "podman":
      return /^(pull|push|login)$/.test(verb) ? { name: `${program} ${verb}` } : undefined;
    case "ssh":
    case "scp":
    case "sftp":
    case "rsync":
      return { name: program };
    default:
      return undefined;
  }
}

/** `git -C folder push`: what follows the options that take a value. */
function gitVerb(words: readonly string[]): string {
  return words.slice(1).find((word, index) => !word.startsWith("-") && !/^-[Cc]$/.test(words[index] ?? "")) ?? "";
}
