import { G as closeLane, gr as systemWorld } from "../../chunks/action.js";

// src/actions/step/post.ts
await closeLane(systemWorld());

export {  };