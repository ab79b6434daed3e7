/** The steps that tell people something, known by the action they use or the address they call. */
import type { SourcePosition } from "../automation/source.ts";
import { wordsOf } from "./script.ts";
import { stepsOf, type Job, type Step, type Workflow } from "./workflow.ts";

export interface Notification {
  readonly step: Step;
  readonly job: Job;
  readonly at: SourcePosition;
  /** Where a script calls one: whether a refusal fails the call. */
  readonly webhook?: { readonly isHeard: boolean };
}

const actions =
  /notif|slack|teams|discord|telegram|mattermost|pagerduty|opsgenie|send-mail|sendgrid|create-(an-)?issue|issue-from|alert/i;
const addresses =
  /hooks\.slack\.com|slack\.com\/api|webhook|discord(app)?\.com\/api|api\.telegram\.org|events\.pagerduty\.com/i;

export function notifications(workflow: Workflow): Notification[] {
  return [...stepsOf(workflow)].flatMap(([step, job]): Notification[] => {
    if (step.uses !== undefined && actions.test(step.uses.split("@")[0]!)) {
      return [{ step, job, at: workflow.source.valueAt([...step.path, "uses"]) }];
    }
    return inScript(step, job);
  });
}

function inScript(step: Step, job: Job): Notification[] {
  const { script } = step;
  return (script?.nodes ?? []).flatMap(({ node }): Notification[] => {
    if (node.type !== "Command") return [];
    const at = script!.at(node.pos);
    const words = wordsOf(node);
    const line = words.join(" ");
    if (/^gh (issue create|issue comment|pr comment)\b/.test(line) || /^(mail|mailx|sendmail)\b/.test(line))
      return [{ step, job, at }];
    if (words[0] !== "curl" || !addresses.test(`${line} ${node.args.map(({ text }) => text).join(" ")}`)) return [];
    return [{ step, job, at, webhook: { isHeard: words.some((word) => /^--fail|^-[a-zA-Z]*f/.test(word)) } }];
  });
}

/** Whether it is sent where a step or job before it has failed. */
export function isHeardOfFailure({ step, job }: Notification): boolean {
  return survives(step.if) || (survives(job.if) && step.if === undefined);
}

function survives(condition: string | undefined): boolean {
  return /\b(failure|always)\(\)|!\s*cancelled\(\)/.test(condition ?? "");
}
