import { u as createOctokit } from "./recover.js";

export { createOctokit };