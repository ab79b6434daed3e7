import { describe, expect, it } from "vitest";
import { configuredArguments, readActArguments } from "../../src/cli/act/arguments.ts";

describe("act's arguments", () => {
  it("are read in each way they can be written", () => {
    const written = [
      [
        "pull_request",
        "-W",
        "ci.yml",
        "-e",
        "event.json",
        "-C",
        "there",
        "-P",
        "ubuntu-latest=-self-hosted",
        "--env",
        "A=b=c",
      ],
      ["-Wci.yml", "-eevent.json", "-Cthere", "-Pubuntu-latest=-self-hosted", "--env=A=b=c", "pull_request"],
      [
        "--workflows=ci.yml",
        "--eventpath",
        "event.json",
        "--directory=there",
        "--platform",
        "ubuntu-latest=-self-hosted",
        "--env",
        "A=b=c",
        "pull_request",
      ],
    ];
    for (const args of written) {
      expect(readActArguments(args)).toMatchObject({
        event: "pull_request",
        workflows: "ci.yml",
        eventFile: "event.json",
        directory: "there",
        platforms: ["ubuntu-latest=-self-hosted"],
        environment: { A: "b=c" },
        isQuery: false,
      });
    }
  });

  it.each([
    [["-j", "push"], undefined],
    [["--job", "build", "push"], "push"],
    [["--secret", "A=b", "workflow_dispatch"], "workflow_dispatch"],
    [["-s", "TOKEN", "--matrix", "os:linux"], undefined],
    [["--rm", "-v", "push"], "push"],
    [["-rv", "push"], "push"],
    [[], undefined],
  ])("%j name the event %s", (args, event) => {
    expect(readActArguments(args).event).toBe(event);
  });

  it.each([["-l"], ["--list"], ["-n"], ["--graph"], ["--version"], ["--validate"], ["-lv"]])(
    "%s runs no job",
    (flag) => {
      expect(readActArguments(["push", flag]).isQuery).toBe(true);
    },
  );

  it("of a configuration file are a line each, and what comes later wins", () => {
    const file = "-P ubuntu-latest=some/image:tag\r\n\n# a comment\n--env GREETING=good morning\n  --rm  \nnonsense\n";
    expect(configuredArguments(file)).toEqual([
      "-P",
      "ubuntu-latest=some/image:tag",
      "--env",
      "GREETING=good morning",
      "--rm",
    ]);
    const both = readActArguments([
      ...configuredArguments(file),
      "--env",
      "GREETING=hello",
      "-W",
      "a.yml",
      "-W",
      "b.yml",
    ]);
    expect(both).toMatchObject({ environment: { GREETING: "hello" }, workflows: "b.yml" });
  });
});
