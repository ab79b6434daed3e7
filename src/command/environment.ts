type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The variables of this process that a command may see: what a `run:` step in our place would have.
 *
 * | variable | given on | why |
 * |---|---|---|
 * | `ACTIONS_ID_TOKEN_REQUEST_URL`, `…_TOKEN` | yes | a `run:` step has them where the job was granted `id-token: write` |
 * | `ACTIONS_ORCHESTRATION_ID` | yes | a `run:` step has it |
 * | `ACTIONS_RUNNER_…`, `ACTIONS_STEP_DEBUG`, `ACTIONS_ALLOW_…` | yes | settings of the machine or the workflow's author, no secrets |
 * | any other `ACTIONS_…` | no | `ACTIONS_RUNTIME_TOKEN` and the service URLs let any program write caches and artifacts; the runner gives them to actions only |
 * | `INPUT_…` | no | our inputs, the token among them |
 * | `STATE_…` | no | our saved state |
 * | `GITHUB_OUTPUT`, `…_ENV`, `…_PATH`, `…_STATE`, `…_STEP_SUMMARY` | no | ours; each attempt is given files of its own |
 * | `GITHUB_ACTION_REPOSITORY`, `GITHUB_ACTION_REF` | no | they name us; a `run:` step has none |
 * | everything else | yes | |
 */
export function childEnvironment(environment: Variables): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && (!isOurs(name) || isHarmless(name))) kept[name] = value;
  }
  return kept;
}

function isOurs(name: string): boolean {
  return /^(ACTIONS|INPUT|STATE)_|^GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY|ACTION_REPOSITORY|ACTION_REF)$/.test(
    name,
  );
}

function isHarmless(name: string): boolean {
  return /^ACTIONS_(ID_TOKEN_REQUEST_(URL|TOKEN)$|ORCHESTRATION_ID$|RUNNER_|STEP_DEBUG$|ALLOW_)/.test(name);
}
