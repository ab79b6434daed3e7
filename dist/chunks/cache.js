import { u as cacheService } from "./resume-watchdog.js";

export { cacheService };