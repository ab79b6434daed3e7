import { asWritten } from "./plain-key.ts";
import type { Items } from "./definition.ts";
import { noteAtValue, type Vantage, readTemplate, type Reading } from "./reading.ts";
import type { WrittenStep } from "./schema/step.ts";
import type { ValuePath } from "./source.ts";

/** What `for-each` says. Undefined, and a fault noted, where it cannot be made out. */
export function readItems(
  reading: Reading,
  path: ValuePath,
  written: NonNullable<WrittenStep["for-each"]>,
  vantage: Vantage,
): Items | undefined {
  if (Array.isArray(written)) return { kind: "list", items: written.map(asWritten) };
  if (typeof written !== "string") {
    const file = readTemplate(reading, [...path, "file"], written.file, vantage);
    return file && { kind: "file", path: file, format: written.format };
  }
  const list = readTemplate(reading, path, written, vantage);
  if (list === undefined || list.parts.some((part) => typeof part !== "string"))
    return list && { kind: "expression", list };
  noteAtValue(
    reading,
    path,
    `is the text ${JSON.stringify(written.slice(0, 60))}; for a file write {file: ${written.slice(0, 60)}}`,
  );
  return undefined;
}
