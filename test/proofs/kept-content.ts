/** All that a job has left anywhere, unpacked: what a canary is looked for in. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import type { Emulator } from "../../src/emulator/server.ts";
import { unzip } from "../../src/github/zip.ts";
import { systemWorld } from "../../src/world/system.ts";

export interface Content {
  readonly where: string;
  readonly bytes: Buffer;
}

/** The blobs of caches and artifacts, with what is packed in them. */
export async function contentOfServices({ state }: Emulator): Promise<Content[]> {
  const found: Content[] = [];
  for (const name of await state.blobs.list("")) {
    const bytes = await state.blobs.get(name);
    if (bytes) found.push(...(await unpacked({ where: name, bytes })));
  }
  return found;
}

/** The files below a folder and their names, with what is packed in them. */
export async function contentOfFolder(folder: string): Promise<Content[]> {
  const found: Content[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, name);
    found.push({ where: `the name of ${path}`, bytes: Buffer.from(name) });
    if (statSync(path).isFile()) found.push(...(await unpacked({ where: path, bytes: readFileSync(path) })));
  }
  return found;
}

async function unpacked({ where, bytes }: Content): Promise<Content[]> {
  const magic = bytes.subarray(0, 4).toString("latin1");
  if (magic.startsWith("\u001f\u008b")) return unpacked({ where: `${where} unpacked`, bytes: gunzipSync(bytes) });
  if (magic === "\u0028\u00b5\u002f\u00fd")
    return unpacked({ where: `${where} unpacked`, bytes: zstdDecompressSync(bytes) });
  if (magic === "PK\u0003\u0004") return unzipped({ where, bytes });
  return [{ where, bytes }, ...(await insideTar(where, bytes))];
}

async function unzipped({ where, bytes }: Content): Promise<Content[]> {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-zip-"));
  try {
    writeFileSync(join(folder, "archive.zip"), bytes);
    await unzip(systemWorld().files, join(folder, "archive.zip"), join(folder, "content"), 2 ** 30);
    const inside = await contentOfFolder(join(folder, "content"));
    return inside.map((content) => ({ ...content, where: `${where}: ${content.where.slice(folder.length)}` }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Archives within a tar begin at a block: those that are packed themselves are looked into. */
async function insideTar(where: string, bytes: Buffer): Promise<Content[]> {
  const found: Content[] = [];
  for (let at = 0; at + 512 <= bytes.length; at += 512) {
    const size = Number.parseInt(bytes.toString("latin1", at + 124, at + 135), 8);
    if (bytes.toString("latin1", at + 257, at + 262) !== "ustar" || !(size > 2)) continue;
    const content = bytes.subarray(at + 512, at + 512 + size);
    if (content[0] === 0x1f && content[1] === 0x8b) {
      found.push(...(await unpacked({ where: `${where}/${bytes.toString("latin1", at, at + 100)}`, bytes: content })));
    }
  }
  return found;
}
