import { n as lastLinesOf, t as keepLastLines } from "./notify-run.js";

export { keepLastLines };