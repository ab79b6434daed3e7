import type { GitHub } from "../github.ts";

/** Calls through the client that together use each operation of a family. */
export type Scenario = (github: GitHub) => Promise<void>;
