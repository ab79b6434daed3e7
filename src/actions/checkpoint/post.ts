import { systemWorld } from "../../world/system.ts";
import { finish } from "./finish.ts";

await finish(systemWorld());
