import { d as createOctokit } from "./recover.js";

export { createOctokit };