import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { summaryChannel } from "../../../src/notify/channels/summary.ts";
import { systemWorld } from "../../../src/world/system.ts";
import { folderForTest } from "../../github/scene.ts";
import { messageOf, recoveryOf } from "./messages.ts";
import { never } from "./receiver.ts";

test("the summary of the job tells of an incident, outcome first", async () => {
  const path = join(await folderForTest(), "summary.md");
  const channel = summaryChannel({ ...systemWorld(), environment: { GITHUB_STEP_SUMMARY: path } });
  expect(await channel.deliver(messageOf(), undefined, never)).toEqual({ kind: "delivered" });
  expect(await channel.deliver(recoveryOf(), undefined, never)).toEqual({ kind: "delivered" });
  const [, opened, recovered] = (await readFile(path, "utf8")).split("### ");
  expect(opened).toMatch(/^🔴 Nightly sync failed\n\nFailed [^]*exit code 75[^]*read ECONNRESET/);
  expect(recovered).toMatch(/^✅ Nightly sync failed&#58; recovered\n\nRecovered after 1h30m/);
});

test("a summary that cannot be written is told of", async () => {
  const path = join(await folderForTest({ file: "" }), "file", "summary.md");
  const channel = summaryChannel({ ...systemWorld(), environment: { GITHUB_STEP_SUMMARY: path } });
  expect(await channel.deliver(messageOf(), undefined, never)).toMatchObject({
    kind: "failed",
    reason: expect.stringContaining("the summary could not be written"),
  });
});
