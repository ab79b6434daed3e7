/** An emulator of GitHub, and clients to it as many jobs have them. */
import type { Emulator } from "../../../src/emulator/server.ts";
import type { Octokit } from "../../../src/github/octokit.ts";
import { clientOf } from "../../emulator/rest/github.ts";
import { emulatorForTest } from "../../github/scene.ts";

export const repository = { owner: "octocat", name: "hello-world" };
export const at = "/repos/octocat/hello-world";

/**
 * An emulator that ends with the test. Its clients are those of `@octokit/rest`: ours spaces out the writes of its process,
 * in which all the jobs of a test are.
 */
export async function githubForTest(): Promise<{ emulator: Emulator; octokit: () => Octokit }> {
  const emulator = await emulatorForTest();
  return { emulator, octokit: () => clientOf(emulator) };
}
