/** What every service of the emulator stands on. */
import type { Clock } from "../world.ts";
import type { SignedUrls } from "./signed-url.ts";
import type { SigningKey } from "./signing-key.ts";
import type { State } from "./state.ts";

export interface Services {
  readonly state: State;
  readonly clock: Clock;
  /** Signs the runtime tokens of jobs. */
  readonly key: SigningKey;
  readonly urls: SignedUrls;
}
