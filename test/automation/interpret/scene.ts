/** Automations in YAML that really run their commands, in a workspace of their own. */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readDefinition } from "../../../src/automation/read-definition.ts";
import { automationOf } from "../../../src/automation/interpret/automation-of.ts";
import type { Surroundings } from "../../../src/automation/interpret/surroundings.ts";
import { resolveInputs } from "../../../src/automation/resolve-inputs.ts";
import { childEnvironment } from "../../../src/command/environment.ts";
import type { RunOptions, RunOutcome } from "../../../src/durable/run.ts";
import { secretGuard } from "../../../src/journal/secrets.ts";
import { runScene, type RunScene } from "../../durable/run-scene.ts";

export interface YamlScene {
  readonly scene: RunScene;
  readonly workspace: string;
  /** What all commands wrote to their output. */
  readonly output: () => string;
  readonly runYaml: (text: string, options?: Partial<RunOptions> & { inputs?: object }) => Promise<RunOutcome>;
  /** Lines that commands have appended to `log` in the workspace. */
  readonly log: () => Promise<string[]>;
}

export async function yamlScene(around: Partial<Surroundings> = {}): Promise<YamlScene> {
  const scene = await runScene();
  const workspace = join(scene.folder, "workspace");
  const temporaryFolder = join(scene.folder, "temporary");
  await mkdir(workspace);
  await mkdir(temporaryFolder);
  let written = "";
  const write = (text: string | Uint8Array): void => void (written += String(text));
  const output = { ...scene.world.output, write, writeError: write, flushed: async () => {} };
  return {
    scene,
    workspace,
    output: () => written,
    runYaml(text, { inputs = {}, ...options } = {}) {
      const { definition } = readDefinition(text, "automation.yml");
      const automation = automationOf(definition, {
        world: scene.world,
        workspace,
        temporaryFolder,
        environment: childEnvironment(process.env as Record<string, string>),
        vars: {},
        flags: {},
        github: {},
        circuit: () => {
          throw new Error("no circuit in this scene");
        },
        guard: (masked) => secretGuard(masked),
        outputAt: () => output,
        ...around,
      });
      return scene.runToEnd((context, input) => automation.run(context, input), {
        automation,
        input: Object.fromEntries(resolveInputs(definition.inputs, inputs)),
        ...options,
      });
    },
    async log() {
      const text = await readFile(join(workspace, "log"), "utf8").catch(() => "");
      return text.split("\n").filter((line) => line !== "");
    },
  };
}
