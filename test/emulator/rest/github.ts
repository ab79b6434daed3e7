/** The unmodified @octokit/rest against an emulator with one repository. */
import { Octokit } from "@octokit/rest";
import { repositoryNamed } from "../../../src/emulator/rest/index.ts";
import type { Repository } from "../../../src/emulator/rest/repositories.ts";
import type { Emulator } from "../../../src/emulator/server.ts";
import type { State } from "../../../src/emulator/state.ts";
import { emulatorForTest } from "../clients.ts";
import { clockForTest } from "../clock.ts";
import type { TestClock } from "../clock.ts";

export interface GitHub {
  readonly emulator: Emulator;
  readonly state: State;
  readonly clock: TestClock;
  readonly repository: Repository;
  readonly octokit: Octokit;
  /** Owner and name of the repository, for every call. */
  readonly place: { readonly owner: string; readonly repo: string };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** An emulator and a client that end with the test. */
export async function githubForTest(): Promise<GitHub> {
  const clock = clockForTest();
  const emulator = await emulatorForTest({ clock });
  const { state } = emulator;
  const place = { owner: "octocat", repo: "hello-world" };
  const repository = repositoryNamed(state, place.owner, place.repo);
  if (repository === undefined) throw new Error("the emulator made no repository");
  return { emulator, state, clock, repository, place, octokit: clientOf(emulator) };
}

/** A client with this token, `ghs_emulator` unless given; null for none. */
export function clientOf(emulator: Emulator, token: string | null = "ghs_emulator"): Octokit {
  return new Octokit({ baseUrl: emulator.url, log: silent, ...(token === null ? {} : { auth: token }) });
}
