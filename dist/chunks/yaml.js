import { R as require_dist } from "./notify-recover-run-watchdog.js";

export default require_dist();

export {  };