import { systemWorld } from "../../world/system.ts";
import { closeLane } from "../lane/close.ts";

await closeLane(systemWorld());
