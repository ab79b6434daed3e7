import { systemWorld } from "../../world.ts";
import { closeAction } from "../lane/close.ts";

await closeAction(systemWorld());
