import { readFileSync, existsSync } from "node:fs";
import { asEvent, type Event } from "../../src/journal/event.ts";
import { unseal } from "../../src/journal/sealed-line.ts";

/** All events of a journal that was written whole, or but for its last line. */
export function readEvents(path: string): Event[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => {
    const event = asEvent(unseal(Buffer.from(line)).value, { many: false });
    if (!event) throw new Error(`no event: ${line}`);
    return event;
  });
}
