import type { World } from "../world.ts";

/** The members of GitHub's context that the runner hands on in the environment; no token is among them. */
const members = (
  "action actor actor_id api_url base_ref event_name graphql_url head_ref job ref ref_name ref_protected ref_type " +
  "repository repository_id repository_owner repository_owner_id retention_days run_attempt run_id run_number server_url " +
  "sha triggering_actor workflow workflow_ref workflow_sha workspace"
).split(" ");

/** Bytes of an event: GitHub's own limit for the payload of one is 25 MB. */
const largestEvent = 25 * 1024 * 1024;

/** The context `github` of expressions; away from GitHub it is empty. */
export async function githubContext({
  environment,
  files,
}: Pick<World, "environment" | "files">): Promise<Readonly<Record<string, unknown>>> {
  const given = members.flatMap((member) => {
    const value = environment[`GITHUB_${member.toUpperCase()}`];
    return value === undefined ? [] : [[member, value] as const];
  });
  const path = environment["GITHUB_EVENT_PATH"];
  const event = path === undefined || path === "" ? undefined : await files.read(path, largestEvent);
  return { ...Object.fromEntries(given), event: event === undefined ? {} : parse(String(event)) };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return {}; // act writes an empty file for an event without a payload
  }
}
