import { systemWorld } from "../../world.ts";
import { closeLane } from "../lane/close.ts";

await closeLane(systemWorld());
