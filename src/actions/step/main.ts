import { systemWorld } from "../../world.ts";
import { runAction } from "../run-action.ts";
import { inputs } from "./inputs.ts";
import { run } from "./run.ts";

await runAction(systemWorld(), inputs, run);
