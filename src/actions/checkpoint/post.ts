import { systemWorld } from "../../world.ts";
import { finish } from "./finish.ts";

await finish(systemWorld());
