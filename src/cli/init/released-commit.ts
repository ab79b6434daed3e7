import { UserError } from "../../policy/user-error.ts";
import type { World } from "../../world.ts";
import { capture } from "../capture.ts";

/**
 * The commit that the tag of a version names in the repository `owner/name`, as git tells it: with the proxies and
 * credentials that git knows. Throws a {@link UserError} where it tells none.
 */
export async function releasedCommit(
  world: Pick<World, "processes" | "environment">,
  actions: string,
  version: string,
): Promise<string> {
  const server = world.environment["GITHUB_SERVER_URL"] ?? "https://github.com";
  const tag = `refs/tags/v${version}`;
  // Whoever is asked for a password in a script waits for ever.
  const quiet = { ...world, environment: { ...world.environment, GIT_TERMINAL_PROMPT: "0" } };
  const { code, output } = await capture(quiet, "git", ["ls-remote", `${server}/${actions}.git`, tag, `${tag}^{}`]);
  // Of an annotated tag, the commit stands in the line with ^{}.
  const lines = output.split("\n").map((line) => line.split("\t"));
  const found = lines.find(([, ref]) => ref === `${tag}^{}`) ?? lines.find(([, ref]) => ref === tag);
  if (code === 0 && found?.[0] !== undefined && /^[0-9a-f]{40}$/.test(found[0])) return found[0];
  const why = code === 0 ? `has no tag v${version}` : "does not answer git";
  throw new UserError(`${server}/${actions} ${why}: name the commit to pin the actions to, with --commit`);
}
