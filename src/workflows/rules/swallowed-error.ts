import type { AndOr, Command, PipelineNode } from "unbash";
import type { Problem, Rule } from "../finding.ts";
import { wordsOf, type Script, type ScriptNode } from "../script.ts";
import { nameOfStep, stepsOf, type Step } from "../workflow.ts";

export const swallowedError: Rule = {
  name: "swallowed-error",
  severity: "warning",
  reason: "What failed is green, and nobody learns of it until somebody misses what it should have done.",
  *check(workflow) {
    for (const [step] of stepsOf(workflow)) {
      const { script } = step;
      if (script === undefined) continue;
      for (const found of script.nodes) yield* excusedIn(step, script, found);
      yield* passedOver(step, script);
    }
  },
};

function* excusedIn(step: Step, script: Script, { node, isLookedAt, isSubstituted }: ScriptNode): Generator<Problem> {
  const [tried, excuse] = node.type === "AndOr" ? excused(node) : [];
  if (tried === undefined || excuse === undefined || isLookedAt || mayFail(tried)) return;
  // `x=$(look-up || echo none)` gives a value of its own, and loses nothing.
  if (isSubstituted && !/^(true|:|exit)$/.test(wordsOf(excuse)[0] ?? "")) return;
  yield {
    at: script.at(tried.pos),
    message: `${nameOfStep(step)} is green when ${firstWords(tried)} fails: \`|| ${wordsOf(excuse).slice(0, 2).join(" ")}\` swallows the error`,
    mend: "let it fail; or name the failure that is no failure, as in `|| [ $? -eq 3 ]`",
  };
}

/** `set +e` where nothing after it looks at an exit code. */
function* passedOver(step: Step, { nodes, text, at }: Script): Generator<Problem> {
  const last = nodes.findLast(({ node }) => node.type === "Command" && isSetPlusE(node))?.node;
  if (last === undefined || /\bset -\w*e|\$\?|PIPESTATUS/.test(text.slice(last.end))) return;
  yield {
    at: at(last.pos),
    message: `${nameOfStep(step)} goes on after every failure: \`set +e\` holds to its end`,
    mend: "remove it, or look at $? and exit with it",
  };
}

/** What is tried, and what hides that it failed: `true`, `:`, `exit 0` or a message. */
function excused({ commands, operators }: AndOr): [PipelineNode?, Command?] {
  const [tried, excuse] = commands.slice(-2);
  if (tried === undefined || operators.at(-1) !== "||" || excuse?.type !== "Command") return [];
  const [program = "", code] = wordsOf(excuse);
  const hides = /^(true|:|echo|printf)$/.test(program) || (program === "exit" && code === "0");
  return hides ? [tried, excuse] : [];
}

/** Those whose failure says "no" or "it was gone already". */
const harmless = new Set(
  (
    "grep egrep fgrep rg diff cmp test [ which type command pgrep read " +
    "rm rmdir mkdir kill pkill killall umount unset unlink"
  ).split(" "),
);

function mayFail(tried: PipelineNode): boolean {
  const command = tried.type === "Pipeline" ? tried.commands.at(-1) : tried;
  if (command?.type === "TestCommand") return true;
  if (command?.type !== "Command") return false;
  const [program = "", verb = ""] = wordsOf(command);
  if (program === "") return command.prefix.every((part) => part.type !== "Assignment" || !/\$\(|`/.test(part.text));
  return harmless.has(program) || (/^(docker|podman)$/.test(program) && /^(rm|rmi|stop|kill|logs)$/.test(verb));
}

function isSetPlusE(command: Command): boolean {
  const [program, ...options] = wordsOf(command);
  return program === "set" && options.some((option) => /^\+\w*e/.test(option));
}

function firstWords(node: PipelineNode): string {
  const command = node.type === "Pipeline" ? node.commands[0] : node;
  const words = command?.type === "Command" ? wordsOf(command) : [];
  return words.length === 0 ? "what stands before it" : `\`${words.slice(0, 2).join(" ")}\``;
}
