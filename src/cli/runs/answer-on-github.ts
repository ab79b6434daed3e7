/** `holdfast approve`, `reject` and `signal` with `--repository`: an answer to a run that is kept on GitHub, as oneself. */
import { approvalIssues } from "../../approval/approval-issues.ts";
import type { OpenQuestion } from "../../approval/question.ts";
import { readContext } from "../../github/context.ts";
import { failureOf, statusOf } from "../../github/failure.ts";
import { neutraliseLine } from "../../github/neutralise.ts";
import { createOctokit, type Octokit } from "../../github/octokit.ts";
import { UserError } from "../../policy/user-error.ts";
import { readable } from "../../report/path-text.ts";
import type { World } from "../../world.ts";
import { repositoryCalled } from "../repository.ts";
import { askedLine } from "./answer.ts";
import { callbackCalled } from "./callback-called.ts";
import { suggestKey } from "./find-run.ts";

/** Answers to runs of the repository `owner/name`. Each throws a {@link UserError} where it cannot be given, with what to do. */
export function answersOnGitHub(world: World, name: string) {
  const repository = repositoryCalled(name);
  const { owner, name: repo } = repository;

  /** Comments in the open issue that asks for an approval of the run. */
  async function comment(key: string, step: string | undefined, command: string): Promise<void> {
    const octokit = await ownOctokit(world);
    const login = await whoIs(octokit);
    const listed = await approvalIssues(world, octokit, repository, new AbortController().signal).open();
    if (listed.kind !== "listed") throw new UserError(listed.reason);
    const question = chosen(ofKey(listed.questions, key, name), step);
    await orRefused("the answer could not be given", "issues: write", () =>
      octokit.rest.issues.createComment({ owner, repo, issue_number: question.issue, body: command }),
    );
    const what = `${readable(question.callback)} of ${question.key} is answered as ${login}: ${question.url}`;
    world.output.write(`${neutraliseLine(what)}\n${askedLine(question.text)}`);
  }

  return {
    approve: (key: string, step: string | undefined, words = "") => comment(key, step, `/approve ${words}`.trim()),

    async reject(key: string, step: string | undefined, reason: string): Promise<void> {
      if (reason.trim() === "") throw new UserError("--reason is empty: a rejection without one does not count");
      await comment(key, step, `/reject ${reason}`);
    },

    /** Sends an event to the workflows of the repository that hand signals on. */
    async signal(key: string, event: string, value: unknown): Promise<void> {
      const octokit = await ownOctokit(world);
      const sent = { event_type: "holdfast-signal", client_payload: { key, event, value } };
      await orRefused("the signal could not be sent", "contents: write", () =>
        octokit.rest.repos.createDispatchEvent({ owner, repo, ...sent }),
      );
      const what = `${event} for ${key} is sent to ${owner}/${repo}`;
      world.output.write(`${neutraliseLine(what)}: a workflow there on repository_dispatch hands it on.\n`);
    },
  };
}

async function ownOctokit(world: World): Promise<Octokit> {
  const { environment } = world;
  const token = environment["GH_TOKEN"] || environment["GITHUB_TOKEN"];
  if (!token) throw new UserError("GH_TOKEN is not set: GH_TOKEN=$(gh auth token) has the one that gh knows");
  return createOctokit(world, readContext(environment), { token });
}

/** A bot's answer would not count. */
async function whoIs(octokit: Octokit): Promise<string> {
  try {
    return (await octokit.rest.users.getAuthenticated()).data.login;
  } catch (error) {
    if (statusOf(error) === 403)
      throw new UserError("the token is an app's, whose answers do not count: give one of your own in GH_TOKEN", {
        cause: error,
      });
    throw asRefusal(error, "who you are could not be asked", "metadata: read");
  }
}

async function orRefused(wanted: string, permission: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    throw asRefusal(error, wanted, permission);
  }
}

function asRefusal(error: unknown, wanted: string, permission: string): unknown {
  if (statusOf(error) === undefined) return error;
  return new UserError(failureOf(error, wanted, permission), { cause: error });
}

/** The question of one step, or the only one. */
function chosen(ofRun: readonly OpenQuestion[], step: string | undefined): OpenQuestion {
  const paths = [...new Set(ofRun.map(({ callback }) => callback))];
  const path = step === undefined ? undefined : callbackCalled(step, paths, "no issue asks for an approval at");
  const asked = ofRun.filter(({ callback }) => path === undefined || callback === path);
  const [only] = asked;
  if (only !== undefined && asked.length === 1) return only;
  const issues = asked.slice(0, 20).map(({ issue, callback }) => `${readable(callback)} (#${issue})`);
  const hint = path === undefined && paths.length > 1 ? "name the step" : "answer in the one that you mean";
  throw new UserError(neutraliseLine(`several issues ask for an approval: ${issues.join(", ")}; ${hint}`));
}

/** Those of the run whose key this is: what one is told by mistake cannot be taken back. */
function ofKey(questions: readonly OpenQuestion[], key: string, repository: string): readonly OpenQuestion[] {
  const found = questions.filter((question) => question.key === key);
  if (found.length > 0) return found;
  const keys = [...new Set(questions.map((question) => question.key))];
  const what = `no open issue of ${repository} asks for an approval of a run "${key}"${suggestKey(key, keys)}`;
  throw new UserError(neutraliseLine(what));
}
