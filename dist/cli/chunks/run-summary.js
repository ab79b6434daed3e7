import { n as exitCodeOf, t as deadLettersOf } from "./run-summary2.js";

export { deadLettersOf, exitCodeOf };