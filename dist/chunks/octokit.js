import { r as createOctokit } from "./recover-resume-signal-watchdog.js";

export { createOctokit };