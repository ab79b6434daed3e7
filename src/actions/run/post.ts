import { systemWorld } from "../../world/system.ts";
import { closeRun } from "./close.ts";

await closeRun(systemWorld());
