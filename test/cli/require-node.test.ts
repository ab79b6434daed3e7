import { expect, it } from "vitest";
import { systemWorld } from "../../src/world/system.ts";
import { newShell } from "./command.ts";

const { processes } = systemWorld();

it.each(["20.20.2", "22.17.9", "23.5.0"])(
  "Node %s is too old: nothing is started, and it is said what to do",
  async (nodeVersion) => {
    const shell = await newShell();
    const ended = await shell.call(["status"], {}, { processes: { ...processes, nodeVersion } });
    expect(ended).toMatchObject({ code: 2, output: "" });
    expect(ended.errors).toContain(`this is Node ${nodeVersion}, and Node 24 (or 22.18 at the least) is needed`);
  },
);

it.each(["22.18.0", "23.6.0", "24.21.0"])("Node %s will do", async (nodeVersion) => {
  const shell = await newShell();
  const ended = await shell.call(["status"], {}, { processes: { ...processes, nodeVersion } });
  expect(ended.code).toBe(0);
});

it("any Node is told how the command is used", async () => {
  const shell = await newShell();
  const ended = await shell.call(["--help"], {}, { processes: { ...processes, nodeVersion: "20.20.2" } });
  expect(ended).toMatchObject({ code: 0, errors: "" });
});
