import { startEmulator, type Emulator } from "../../src/emulator/server.ts";
import { memoryState } from "../../src/emulator/state.ts";
import { systemWorld } from "../../src/world/system.ts";
import type { Test } from "./job.ts";

/** An emulator that ends with the test. */
export async function emulatorForTest({ onTestFinished }: Test): Promise<Emulator> {
  const emulator = await startEmulator(systemWorld(), { state: memoryState() });
  onTestFinished(() => emulator.close());
  return emulator;
}
