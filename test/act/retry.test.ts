import { join } from "node:path";
import { expect, it } from "vitest";
import { newUser } from "./act.ts";

it("a command is retried under act, in our words and in those of nick-fields/retry, until it is done or hopeless", async () => {
  const user = await newUser();
  const ended = await user.plainAct("workflow_dispatch", "-W", join(import.meta.dirname, "fixtures", "retry.yml"));
  expect(await user.executed()).toEqual(["ours", "ours", "ours", "theirs", "theirs", "hopeless"]);
  expect(ended.output).toContain("ours took 3 theirs took 2");
  expect(ended.resultOf("theirs")).toBe("success");
  expect(ended.resultOf("hopeless")).toBe("failure");
  expect(ended.code).toBe(1);
});
