/** `node scripts/write-schemas.ts` writes `schemas/` as the sources have it. */
import { writeFileSync } from "node:fs";
import { asText, jsonSchemas } from "./json-schemas.ts";

for (const [file, schema] of Object.entries(jsonSchemas())) {
  writeFileSync(new URL(`../schemas/${file}`, import.meta.url), asText(schema));
}
