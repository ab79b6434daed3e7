import { systemWorld } from "../../world/system.ts";
import { runAction } from "../run-action.ts";
import { schema } from "./inputs.ts";
import { run } from "./run.ts";

await runAction(systemWorld(), schema, run);
