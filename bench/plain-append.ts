import { closeSync, fdatasyncSync, openSync, writeFileSync } from "node:fs";

/** The least that keeping a line costs: it is written to the end of a file and synced, so many times. */
export function appendPlainly(path: string, line: string, times = 1): void {
  const file = openSync(path, "a");
  for (let time = 0; time < times; time++) {
    writeFileSync(file, line);
    fdatasyncSync(file);
  }
  closeSync(file);
}
