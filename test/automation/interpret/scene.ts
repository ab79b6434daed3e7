/** Automations in YAML that really run their commands, in a workspace of their own. */
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { readDefinition } from "../../../src/automation/read-definition.ts";
import { automationOf } from "../../../src/automation/interpret/automation-of.ts";
import type { Surroundings } from "../../../src/automation/interpret/surroundings.ts";
import { resolveInputs } from "../../../src/automation/resolve-inputs.ts";
import { childEnvironment } from "../../../src/command/environment.ts";
import type { RunOptions, RunOutcome } from "../../../src/durable/run/run.ts";
import { secretGuard } from "../../../src/journal/secrets/guard.ts";
import { latestGuard, rememberingGuard } from "../../../src/journal/secrets/remembering.ts";
import { runScene, type RunScene } from "../../durable/run-scene.ts";

export interface YamlScene {
  readonly scene: RunScene;
  readonly workspace: string;
  /** What all commands wrote to their output. */
  readonly output: () => string;
  /** Runs it in a process of its own. */
  readonly runYaml: (text: string, options?: Partial<RunOptions> & { inputs?: object }) => Promise<RunOutcome>;
  /** Goes on with an empty workspace. */
  readonly moveToOtherMachine: () => Promise<void>;
  /** Lines that commands have appended to the file `$LOG`, which no machine loses. */
  readonly log: () => Promise<string[]>;
}

export async function yamlScene(around: Partial<Surroundings> = {}): Promise<YamlScene> {
  const scene = await runScene();
  const workspace = join(scene.folder, "workspace");
  const temporaryFolder = join(scene.folder, "temporary");
  const logFile = join(scene.folder, "log");
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
      const guard = rememberingGuard((masked) => secretGuard(masked));
      const automation = automationOf(definition, {
        world: scene.world,
        workspace,
        temporaryFolder,
        environment: { ...childEnvironment(process.env), LOG: logFile },
        vars: {},
        flags: {},
        github: {},
        circuit: () => {
          throw new Error("no circuit in this scene");
        },
        guard,
        outputAt: () => output,
        ...around,
      });
      return scene.runToEnd((context, input) => automation.run(context, input), {
        automation,
        input: Object.fromEntries(resolveInputs(definition.inputs, inputs)),
        guard: latestGuard(guard),
        ...options,
      });
    },
    async moveToOtherMachine() {
      await rm(workspace, { recursive: true });
      await mkdir(workspace);
    },
    async log() {
      const text = await readFile(logFile, "utf8").catch(() => "");
      return text.split("\n").filter((line) => line !== "");
    },
  };
}
