import type { CommandWorld } from "../../command/command.ts";
import type { CommandRecord } from "../../durable/command/record.ts";
import type { Circuit } from "../../durable/circuit/circuit.ts";
import type { SecretGuard } from "../../journal/secrets/guard.ts";
import type { Output } from "../../world.ts";

/** What a definition is run in. */
export interface Surroundings {
  readonly world: CommandWorld;
  /** What commands run in and `paths` are relative to: an absolute path. */
  readonly workspace: string;
  /** A folder of ours that lasts as long as the process. */
  readonly temporaryFolder: string;
  /** What commands see, before the variables of the definition. */
  readonly environment: Readonly<Record<string, string>>;
  /** The contexts that are the same for the whole run. */
  readonly vars: Readonly<Record<string, string>>;
  readonly flags: Readonly<Record<string, boolean>>;
  readonly github: unknown;
  readonly circuit: (name: string) => Circuit;
  /** Finds secrets, and remembers what a command had masked. */
  readonly guard: (masked: readonly string[]) => SecretGuard;
  /** Where the output of the command at a path goes. */
  readonly outputAt: (path: string) => Output;
  /** Told what a command left, run or replayed. */
  readonly onRecord?: ((step: string, record: CommandRecord) => void) | undefined;
}
