/** A repository on the emulator in which runs wait, people answer, and other runs send what is waited for. */
import { Octokit } from "@octokit/rest";
import { collaborators, repositoryNamed, tokens } from "../../../src/emulator/rest/index.ts";
import type { Emulator } from "../../../src/emulator/server.ts";
import { artifactService } from "../../../src/github/artifact.ts";
import { readContext } from "../../../src/github/context.ts";
import { sendSignal } from "../../../src/signal/send.ts";
import { readNote } from "../../../src/waiting/waiting-note.ts";
import { systemWorld } from "../../../src/world/system.ts";
import { emulatorForTest } from "../emulator.ts";
import { folderForTest, type Test } from "../job.ts";

const place = { owner: "octocat", repo: "hello-world" };
const silent = { debug() {}, info() {}, warn() {}, error() {} };

function clientOf(emulator: Emulator, login?: string): Octokit {
  const auth = `token-of-${login ?? "nobody"}`;
  if (login !== undefined) tokens(emulator.state).insert({ token: auth, login });
  return new Octokit({ baseUrl: emulator.url, log: silent, auth });
}

/** A repository in which mona may write, and eve may not. */
export async function waitingScene(test: Test) {
  const emulator = await emulatorForTest(test);
  const { state } = emulator;
  const home = repositoryNamed(state, place.owner, place.repo);
  if (home === undefined) throw new Error("the emulator has no repository");
  collaborators(state).insert({ repository: home.id, login: "mona", role: "write" });
  const bot = clientOf(emulator);
  const refs = async () => (await bot.rest.git.listMatchingRefs({ ...place, ref: "holdfast/waiting" })).data;
  const issues = async () => (await bot.rest.issues.listForRepo({ ...place, state: "all" })).data;
  return {
    emulator,
    home,
    issues,
    comment: async (login: string, body: string) => {
      const [issue] = await issues();
      await clientOf(emulator, login).rest.issues.createComment({ ...place, issue_number: issue!.number, body });
    },
    /** What was commented under the first issue. */
    said: async () => {
      const { data } = await bot.rest.issues.listComments({ ...place, issue_number: 1 });
      return data.map(({ body = "" }) => body);
    },
    reopen: () => bot.rest.issues.update({ ...place, issue_number: 1, state: "open" }),
    /** Names of the waiting runs that refs stand for. */
    waiting: async () => (await refs()).map(({ ref }) => ref.replace("refs/holdfast/waiting/", "")),
    /** What is noted of them. */
    noted: async () => {
      const commits = (await refs()).map(({ object }) => bot.rest.git.getCommit({ ...place, commit_sha: object.sha }));
      return (await Promise.all(commits)).map(({ data }) => readNote(data.message));
    },
    send: async (runId: number, key: string, event: string, value: unknown) => {
      const environment = { ...emulator.environment({ runId, job: "signal" }), RUNNER_TEMP: folderForTest(test) };
      const world = { ...systemWorld(), environment };
      const service = artifactService(world, readContext(environment), "ghs_t");
      await sendSignal(world, service, { v: 1, key, event, value, at: 1 }, `${environment.RUNNER_TEMP}/signal`);
    },
  };
}
