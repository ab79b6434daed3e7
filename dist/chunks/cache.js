import { c as cacheService } from "./resume-watchdog.js";

export { cacheService };