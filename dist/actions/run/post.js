import { gr as systemWorld } from "../../chunks/action.js";
import { t as closeRun } from "../../chunks/run.js";

// src/actions/run/post.ts
await closeRun(systemWorld());

export {  };