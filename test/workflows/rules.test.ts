import { describe, expect, it } from "vitest";
import { rules } from "../../src/workflows/rules.ts";
import { placesOf, withSteps } from "./sample.ts";

interface Cases {
  /** What it finds, with where: each is `[what, workflow, place]`. */
  readonly fragile: readonly (readonly [what: string, workflow: string, place: string])[];
  readonly sound: readonly (readonly [what: string, workflow: string, ...others: string[]])[];
}

const run = (script: string) => withSteps(`- run: ${script}`);
const bash = (script: string) => withSteps(`- run: |\n${script.replace(/^/gm, "    ")}\n  shell: bash`);
const pinned = "0123456789abcdef0123456789abcdef01234567";
const ours = (folder: string, rest: string) =>
  `- uses: holdfast/holdfast${folder}@${pinned}\n${rest.replace(/^/gm, "  ")}`;
const scheduled = (cron: string, steps = "- run: make") =>
  withSteps(steps).replace("on: push", `on:\n  schedule:\n    - cron: "${cron}"`);
const job = (text: string) => `on: push\npermissions: {}\njobs:\n${text.replace(/^/gm, "  ")}`;

const isCompleted = "needs.release.outputs.status == 'completed'";
/** A job that runs an automation, and from line 15 on these. */
const released = (others: string) =>
  job(`release:
  runs-on: x
  outputs:
    status: \${{ steps.release.outputs.status }}
    key: \${{ steps.release.outputs.key }}
  steps:
    - id: release
      uses: holdfast/holdfast/actions/run@${pinned}
      with:
        automation: release.yml
        # What follows is the sample.
${others}`);

const cases: Readonly<Record<string, Cases>> = {
  "job-timeout": {
    fragile: [["a job without one", job("a:\n  runs-on: x\n  steps: [{ run: make }]"), "4:3"]],
    sound: [
      ["a job with one", run("make")],
      ["steps that all have one", job("a:\n  runs-on: x\n  steps: [{ run: make, timeout-minutes: 5 }]")],
      ["a call of another workflow", job("a: { uses: ./.github/workflows/b.yml }")],
    ],
  },
  "network-retry": {
    fragile: [
      ["curl", run("curl -fsS https://example.org"), "9:14"],
      ["curl in a substitution, on a later line", bash('set -e\nx="$(sudo curl -f https://example.org)"'), "11:16"],
      ["git behind an option", run("git -C there fetch"), "9:14"],
      ["gh", run("make && gh api /user"), "9:22"],
      ["the first of many", bash("docker pull a\ndocker pull b"), "10:11"],
      ["wget", run("wget https://example.org"), "9:14"],
      ["a durable step that tries once", withSteps(ours("", "with: { run: git clone a }")), "10:22"],
    ],
    sound: [
      ["curl that tries again", run("curl --retry 5 https://example.org")],
      ["curl to the runner itself", run("curl http://localhost:8080/health")],
      ["a loop around it", bash("for i in 1 2 3; do git push && break; sleep 5; done")],
      ["a retry around it", withSteps(ours("/actions/retry", "with: { run: git clone a }"))],
      ["a durable step that tries again", withSteps(ours("", "with: { run: git clone a, max-attempts: 3 }"))],
      ["a word that is no command", run("echo curl https://example.org")],
      ["git that stays at home", run("git status")],
      ["gh that stays at home", run("gh auth status")],
      ["what another shell reads", withSteps("- { run: curl x, shell: pwsh }")],
      ["what Windows reads", run("curl x").replace("ubuntu-latest", "windows-latest")],
    ],
  },
  "swallowed-error": {
    fragile: [
      ["|| true", run("npm test || true"), "9:14"],
      ["|| :", run('"make || :"'), "9:15"],
      ["|| exit 0", run("make || exit 0"), "9:14"],
      ["a message", run("make || echo it failed"), "9:14"],
      ["behind &&", run("cd a && make || true"), "9:22"],
      ["on a line of its own", bash("make\nmake check ||\n  true"), "11:11"],
      ["set +e to the end", bash("set +e\nmake"), "10:11"],
      ["within a durable step", withSteps(ours("", "with: { run: make || true }")), "10:22"],
      ["in a substitution", run('"x=$(make || true)"'), "9:19"],
    ],
    sound: [
      ["grep, whose failure says no", run("grep a b || true")],
      ["a test", run("[ -d a ] || echo no folder")],
      ["what is gone already", run("rm a || true")],
      ["a value of its own", run('"x=$(git describe || echo none)"')],
      ["a condition", bash("if make || true; then echo yes; fi")],
      ["set +e and a look", bash("set +e\nmake\ncode=$?\nexit $code")],
      ["set +e and back", bash("set +e\nmake\nset -e")],
      ["an error that is told", run("make || { echo it failed; exit 1; }")],
      ["an operator in quotes", run("echo 'make || true'")],
      ["an operator in a heredoc", bash("cat > a <<'EOF'\nmake || true\nEOF")],
      ["an operator in an expression", run("make ${{ github.actor || true }}")],
    ],
  },
  "pipe-failure": {
    fragile: [
      ["tee", run("npm test | tee log"), "9:14"],
      ["sh", withSteps("- { run: make | tee log, shell: sh }"), "9:16"],
      ["in a substitution", run('"x=$(make list | head -1)"'), "9:19"],
    ],
    sound: [
      ["bash by name", withSteps("- { run: make | tee log, shell: bash }")],
      ["bash by default", withSteps("- run: make | tee log", "defaults: { run: { shell: bash } }")],
      ["pipefail", bash("make").replace("make", "set -o pipefail; make | tee log").replace("shell: bash", "name: a")],
      ["what has nothing to fail of", run("echo a | tee log")],
      ["a question", withSteps("- run: |\n    if make list | grep -q a; then echo yes; fi")],
    ],
  },
  "ignored-failure": {
    fragile: [
      ["a step nobody looks at", withSteps("- { run: make, continue-on-error: true }"), "9:22"],
      ["a job", withSteps("- run: make", "continue-on-error: true"), "10:5"],
    ],
    sound: [
      [
        "a step somebody looks at",
        withSteps(
          "- { id: a, run: make, continue-on-error: true }\n- if: steps.a.outcome == 'failure'\n  run: make clean",
        ),
      ],
      ["an experiment", withSteps("- run: make", "continue-on-error: ${{ matrix.experimental }}")],
    ],
  },
  "unwatched-schedule": {
    fragile: [
      ["a schedule alone", scheduled("7 4 * * *"), "2:3"],
      ["a message that is sent on success", scheduled("7 4 * * *", "- uses: slackapi/slack-github-action@v3"), "2:3"],
    ],
    sound: [
      ["what no schedule starts", run("make")],
      ["a message on failure", scheduled("7 4 * * *", "- { if: failure(), uses: slackapi/slack-github-action@v3 }")],
      ["an issue on failure", scheduled("7 4 * * *", "- { if: always(), run: gh issue create }")],
      [
        "a workflow that follows",
        scheduled("7 4 * * *").replace("on:", "name: a\non:"),
        "on: { workflow_run: { workflows: [a] } }\njobs: {}",
      ],
      [
        "a run that tells of itself",
        scheduled("7 4 * * *", ours("/actions/durable-run", "with: { automation: a.yml }")),
      ],
      ["a watchdog", scheduled("7 4 * * *"), withSteps(ours("/actions/watchdog", "if: always()"))],
    ],
  },
  "crowded-schedule": {
    fragile: [["the full hour", scheduled("0 4 * * *"), "3:7"]],
    sound: [["another minute", scheduled("20 4 * * *")]],
  },
  "notification-cannot-fail": {
    fragile: [
      ["Slack's action as it is", withSteps("- uses: slackapi/slack-github-action@v3"), "9:15"],
      ["curl that takes any answer", run('curl -X POST -d x "$SLACK_WEBHOOK"'), "9:14"],
      ["a step that may fail", withSteps("- { uses: a/notify@v1, continue-on-error: true }"), "9:17"],
    ],
    sound: [
      ["Slack's action that fails", withSteps("- uses: slackapi/slack-github-action@v3\n  with: { errors: true }")],
      ["curl that fails", run('curl -fsS -d x "$SLACK_WEBHOOK"')],
      ["curl of anything else", run("curl https://example.org")],
    ],
  },
  "notification-never-sent": {
    fragile: [["without a condition", withSteps("- name: Tell of a failure\n  uses: a/slack@v1"), "10:15"]],
    sound: [
      ["with one", withSteps("- name: Tell of a failure\n  if: ${{ failure() }}\n  uses: a/slack@v1")],
      ["with one at its job", withSteps("- name: Tell of a failure\n  uses: a/slack@v1", "if: always()")],
      ["a message of success", withSteps("- name: Tell of a release\n  uses: a/slack@v1")],
    ],
  },
  "unpinned-uses": {
    fragile: [
      ["a tag", withSteps("- uses: actions/checkout@v7"), "9:15"],
      ["a workflow", job("a: { uses: a/b/.github/workflows/c.yml@main }"), "4:14"],
      ["an image", withSteps("- uses: docker://alpine:3"), "9:15"],
    ],
    sound: [
      ["a commit", withSteps(`- uses: actions/checkout@${pinned}`)],
      ["an image's digest", withSteps(`- uses: docker://alpine@sha256:${"0".repeat(64)}`)],
      ["the repository's own", withSteps("- uses: ./a\n- uses: $/b")],
    ],
  },
  "unfilled-template": {
    fragile: [["a place for a commit", withSteps(`- uses: holdfast/holdfast@${"0".repeat(40)}`), "9:15"]],
    sound: [["a commit", withSteps(ours("", "with: { run: make }"))]],
  },
  "missing-permissions": {
    fragile: [["none anywhere", run("make").replace("permissions: {}\n", ""), "2:1"]],
    sound: [
      ["at the top", run("make")],
      ["at each job", job("a: { permissions: {}, steps: [] }").replace("permissions: {}\n", "")],
    ],
  },
  "broad-permissions": {
    fragile: [
      ["write-all", run("make").replace("{}", "write-all"), "2:14"],
      ["write-all at a job", withSteps("- run: make", "permissions: write-all"), "10:18"],
      ["writing for two jobs", job("a: { steps: [] }\nb: { steps: [] }").replace("{}", "{ contents: write }"), "2:16"],
    ],
    sound: [
      ["reading for two jobs", job("a: { steps: [] }\nb: { steps: [] }").replace("{}", "{ contents: read }")],
      ["writing for one", job("a: { steps: [] }").replace("{}", "{ contents: write }")],
    ],
  },
  "deploy-concurrency": {
    fragile: [
      ["an environment", job("a: { environment: production, steps: [] }"), "4:3"],
      ["a name", job("deploy-docs: { steps: [] }"), "4:3"],
      ["half-way", job("deploy:\n  concurrency: { group: a, cancel-in-progress: true }\n  steps: []"), "5:30"],
    ],
    sound: [
      ["one at a time", job("deploy: { concurrency: a, steps: [] }")],
      ["one workflow at a time", job("deploy: { steps: [] }").replace("on: push", "on: push\nconcurrency: a")],
      ["what only tries a pull request", job("deploy: { steps: [] }").replace("push", "pull_request")],
      ["what deploys nothing", job("protect-released: { steps: [] }")],
    ],
  },
  "unsafe-rerun": {
    fragile: [
      ["npm publish", run("npm publish"), "9:14"],
      ["gh release create", run("gh release create v1"), "9:14"],
      ["a POST", run("curl -X POST https://example.org"), "9:14"],
      ["what is even retried", withSteps(ours("/actions/retry", "with: { run: npm publish }")), "10:22"],
    ],
    sound: [
      ["a durable step", withSteps(ours("", "with: { run: npm publish }"))],
      [
        "a checkpoint around it",
        withSteps(`${ours("/actions/checkpoint", "id: a")}\n- if: steps.a.outputs.done != 'true'\n  run: npm publish`),
      ],
      ["what does nothing", run("npm publish --dry-run")],
      ["a GET", run("curl https://example.org")],
    ],
  },
  "cache-mode": {
    fragile: [
      ["a job that may only read", withSteps(ours("", "with: { run: make }"), "cache-mode: read"), "9:15"],
      [
        "what strangers start",
        withSteps(ours("/actions/run", "with: { automation: a }")).replace("push", "issue_comment"),
        "9:15",
      ],
    ],
    sound: [
      ["a job that may write", withSteps(ours("", "with: { run: make }"))],
      ["artifacts", withSteps(ours("", "with: { run: make, store: artifact }"), "cache-mode: none")],
      ["an action that keeps nothing", withSteps(ours("/actions/retry", "with: { run: make }"), "cache-mode: none")],
    ],
  },
  "holdfast-permissions": {
    fragile: [
      ["a message in an issue", withSteps(ours("/actions/notify", "with: { channels: issue }")), "9:15"],
      ["a message elsewhere", withSteps(ours("/actions/notify", "with: { channels: slack }")), "9:15"],
      ["a run that tells of itself", withSteps(ours("/actions/durable-run", "with: { automation: a.yml }")), "9:15"],
      ["a watchdog", withSteps(ours("/actions/watchdog", "if: always()")), "9:15"],
      ["a recovery", withSteps(ours("/actions/recover", "if: always()"), "permissions: { issues: write }"), "9:15"],
      [
        "a recovery that tells",
        withSteps(ours("/actions/recover", "if: always()"), "permissions: { actions: write }"),
        "9:15",
      ],
      [
        "waiting runs in refs",
        withSteps(ours("/actions/resume", "if: always()"), "permissions: { actions: write, issues: read }"),
        "9:15",
      ],
      [
        "waiting runs that are only looked at",
        withSteps(
          ours("/actions/resume", "with: { waiting-index: cache }"),
          "permissions: { actions: read, issues: read }",
        ),
        "9:15",
      ],
      [
        "what is kept in refs",
        withSteps(
          ours("/actions/durable-run", "with: { channels: issue, ledger: refs }"),
          "permissions: { issues: write }",
        ),
        "9:15",
      ],
      ["a key of one's own", withSteps(ours("", "with: { run: make, key: a }")), "9:15"],
    ],
    sound: [
      ["with the grant", withSteps(ours("", "with: { run: make, key: a }"), "permissions: { actions: read }")],
      [
        "a message that is kept in an issue",
        withSteps(ours("/actions/notify", "with: { channels: slack }"), "permissions: { issues: write }"),
      ],
      [
        "a message that is kept in a folder",
        withSteps(ours("/actions/notify", "with: { channels: slack, ledger: directory }")),
      ],
      [
        "a recovery with both",
        withSteps(ours("/actions/recover", "if: always()"), "permissions: { actions: write, issues: write }"),
      ],
      [
        "a watchdog that tells",
        withSteps(
          ours("/actions/watchdog", "with: { channels: issue, ledger: issue }"),
          "permissions: { actions: read, issues: write }",
        ),
      ],
      [
        "waiting runs in the cache",
        withSteps(
          ours("/actions/resume", "with: { waiting-index: cache }"),
          "permissions: { actions: write, issues: read }",
        ),
      ],
      ["the run's own key", withSteps(ours("", "with: { run: make }"))],
      ["read-all", withSteps(ours("", "with: { run: make, key: a }"), "permissions: read-all")],
    ],
  },
  "early-dependent": {
    fragile: [
      ["a job that needs one whose automation may wait", released("deploy:\n  needs: release"), "16:5"],
      ["one of several", released("deploy:\n  needs: [build, release]\nbuild: { runs-on: x }"), "16:5"],
      ["another condition", released("deploy:\n  if: github.ref == 'refs/heads/main'\n  needs: release"), "17:5"],
      ["a look at another output", released("deploy:\n  if: needs.release.outputs.key\n  needs: release"), "17:5"],
      [
        "a job that runs although the one that looks is skipped",
        released(`gate:\n  needs: release\n  if: ${isCompleted}\ndeploy:\n  if: always()\n  needs: [gate, release]`),
        "20:5",
      ],
      ["a job that tells of success", released("tell:\n  needs: release\n  steps: [{ uses: a/slack@v1 }]"), "16:5"],
      ["durable-run", released("deploy:\n  needs: release").replace("/actions/run@", "/actions/durable-run@"), "16:5"],
    ],
    sound: [
      ["a look at the status", released(`deploy:\n  needs: release\n  if: ${isCompleted}`)],
      ["a look in a step", released(`deploy:\n  needs: release\n  steps: [{ run: make, if: "${isCompleted}" }]`)],
      [
        "a job that is skipped with one that looks",
        released(`gate:\n  needs: release\n  if: ${isCompleted}\ndeploy:\n  needs: [gate, release]`),
      ],
      [
        "a job that tells people",
        released(
          `tell:\n  needs: release\n  if: always()\n  steps:\n    - uses: holdfast/holdfast/actions/notify@${pinned}`,
        ),
      ],
      ["a job for failures", released("back:\n  needs: release\n  if: failure()")],
      [
        "a need of what runs no automation",
        released("deploy:\n  needs: release").replace("/actions/run@", "/actions/retry@"),
      ],
    ],
  },
  "recorded-secret": {
    fragile: [["an input", withSteps(ours("/actions/run", "with:\n  inputs: 'a: ${{ secrets.A }}'")), "11:11"]],
    sound: [
      ["a variable", withSteps(ours("/actions/run", "with: { inputs: 'a: 1' }\nenv: { A: '${{ secrets.A }}' }"))],
    ],
  },
};

describe.each(Object.entries(cases))("%s", (rule, { fragile, sound }) => {
  it.each(fragile)("finds %s", (_, workflow, place) => {
    expect(placesOf(rule, workflow)).toEqual([place]);
  });

  it.each(sound)("passes over %s", (_, workflow, ...others) => {
    expect(placesOf(rule, workflow, ...others)).toEqual([]);
  });
});

it("every rule is tried", () => {
  expect(Object.keys(cases).sort()).toEqual(rules.map(({ name }) => name).sort());
});
