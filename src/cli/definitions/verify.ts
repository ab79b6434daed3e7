/** `holdfast verify`: chaos testing of an automation, with fakes for what its steps do. */
import { resolve } from "node:path";
import type { FakeResults } from "../../durable/verify/fake-results.ts";
import { verifyAutomation, type VerifyReport } from "../../durable/verify/verify-automation.ts";
import type { World } from "../../world.ts";
import type { Invocation } from "../invocation.ts";
import { newScreen } from "../progress/screen.ts";
import { localRepository } from "../repository.ts";
import { nowhere } from "../surroundings.ts";
import { painter } from "../terminal.ts";
import { loadDefinition } from "./load.ts";
import { fakesIn } from "./fakes-file.ts";
import { givenInputs, type InputOptions } from "./given-inputs.ts";
import { verifyText } from "./verify-text.ts";

export interface VerifyFileOptions extends InputOptions {
  /** A file that says what steps give. */
  readonly fakes?: string | undefined;
  /** Crashes at most. */
  readonly maxPoints?: number | undefined;
  readonly json: boolean;
}

/** Throws a {@link UserError} where the automation cannot be run with these fakes. */
export async function verifyFile(
  world: World,
  invocation: Invocation,
  file: string,
  options: VerifyFileOptions,
): Promise<VerifyReport> {
  const { folder: here, terminal } = invocation;
  const { output, processes } = world;
  const fakes: FakeResults = options.fakes === undefined ? {} : await fakesIn(world, resolve(here, options.fakes));
  const given = await givenInputs(world, options, here);
  const local = await localRepository(world, here, {});
  const definition = await loadDefinition(world, resolve(here, file), local);
  const input = definition.inputOf(given);
  const key = definition.keyOf(input) ?? definition.name;
  const automation = definition.automation(key, nowhere(world, local));

  const screen = terminal && !options.json ? newScreen(output, terminal) : undefined;
  const stopping = new AbortController();
  const stopListening = processes.onStopRequest(() => stopping.abort());
  try {
    const report = await verifyAutomation(world.clock, {
      automation,
      input,
      fakes,
      signal: stopping.signal,
      onProgress: (done, all) => screen?.draw([`  ${done} of ${all} crashes`]),
      ...(options.maxPoints !== undefined && { maxPoints: options.maxPoints }),
    });
    screen?.close();
    const text = options.json
      ? `${JSON.stringify({ type: "verify", ...report })}\n`
      : verifyText(report, painter(world, terminal), terminal?.size().columns);
    output.write(text);
    return report;
  } finally {
    stopListening();
    screen?.close();
  }
}
