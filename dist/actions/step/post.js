import { Kn as systemWorld, v as closeLane } from "../../chunks/action.js";

// src/actions/step/post.ts
await closeLane(systemWorld());

export {  };