/** `approve`, `reject` and `signal`: three ways to answer what a run waits for. */
import type { Command } from "commander";
import { UserError } from "../../policy/user-error.ts";
import type { AnswerOptions } from "../runs/answer.ts";
import type { Scene } from "../scene.ts";
import { userOf } from "../user.ts";

interface Flags {
  readonly by?: string;
  readonly comment?: string;
  readonly reason?: string;
  readonly json?: string;
  readonly repository?: string;
}

export function addAnswers(program: Command, { world, invocation }: Scene): void {
  answering("approve", "Say yes to what a run waits for.", "the run's whole key")
    .argument("[step]", "the step that waits; not needed where only one does")
    .option("--comment <text>", "why, for those who read it later")
    .addHelpText("after", "\nExample: holdfast approve release-1.4.0 --comment 'checked on staging'")
    .action(async (key: string, step: string | undefined, flags: Flags) => {
      const { by = userOf(world), comment } = flags;
      const remote = await onGitHub(flags);
      if (remote) return remote.approve(key, step, comment);
      const value = { approved: true, by, ...(comment !== undefined && { comment }) };
      await answer(key, step, by, { kind: "approval", answer: { ok: true, value } });
    });

  answering("reject", "Say no to what a run waits for.", "the run's whole key")
    .argument("[step]", "the step that waits; not needed where only one does")
    .requiredOption("--reason <text>", "why; the step fails with it")
    .addHelpText("after", "\nExample: holdfast reject release-1.4.0 --reason 'the smoke test was red'")
    .action(async (key: string, step: string | undefined, flags: Flags) => {
      const { by = userOf(world), reason = "" } = flags;
      const remote = await onGitHub(flags);
      if (remote) return remote.reject(key, step, reason);
      const message = `${by} said no: ${reason}`;
      const failure = { kind: "error", code: "REJECTED", message, by } as const;
      await answer(key, step, by, { kind: "rejection", answer: { ok: false, failure } });
    });

  answering(
    "signal",
    "Hand a run the value of an event it waits for.",
    "the run's key, or as much of it as no other begins with",
  )
    .argument("<step>", "the step that waits; with --repository, the event")
    .option("--json <value>", "the value, as JSON; null without it")
    .addHelpText("after", `\nExample: holdfast signal orders-2026-11-21 delivered --json '{"parcel": 4711}'`)
    .action(async (key: string, step: string, flags: Flags) => {
      const value: unknown = flags.json === undefined ? null : parsed(flags.json);
      const { by = userOf(world) } = flags;
      const remote = await onGitHub(flags);
      if (remote) return remote.signal(key, step, value);
      await answer(key, step, by, { kind: "event", answer: { ok: true, value } });
    });

  function answering(name: string, description: string, key: string): Command {
    return program
      .command(name)
      .description(description)
      .argument("<key>", key)
      .option("--by <name>", "who says so; you, without it")
      .option("--repository <owner/name>", "of a run that is kept on GitHub, as whom the token in GH_TOKEN belongs to");
  }

  async function onGitHub({ by, repository }: Flags) {
    if (repository === undefined) return undefined;
    if (by !== undefined) throw new UserError("--by is for runs of this machine: GitHub knows who you are");
    const { answersOnGitHub } = await import("../runs/answer-on-github.ts");
    return answersOnGitHub(world, repository);
  }

  async function answer(
    key: string,
    step: string | undefined,
    by: string,
    given: Pick<AnswerOptions, "kind" | "answer">,
  ): Promise<void> {
    const { answerRun } = await import("../runs/answer.ts");
    await answerRun(world, invocation, key, { step, by, ...given });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`--json ${text}: write JSON, text in quotes`, { cause: error });
  }
}
