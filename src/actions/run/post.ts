import { systemWorld } from "../../world.ts";
import { closeRun } from "./close.ts";

await closeRun(systemWorld());
