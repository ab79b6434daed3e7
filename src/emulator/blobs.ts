/** The content of blobs, by name. Names are the emulator's own: letters, digits, `.`, `_` and `-`. */
import type { Files } from "../world.ts";

export interface Range {
  /** Bytes from the start. */
  readonly offset: number;
  /** Bytes; fewer come where the content ends before. */
  readonly length: number;
}

export interface Blobs {
  /** Makes the content of `name` these bytes. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Adds to the end, making the blob where it is missing. */
  append(name: string, bytes: Uint8Array): Promise<void>;
  /** Makes `name` the blobs named, one after the other, and removes those. Throws where one is missing. */
  join(name: string, parts: readonly string[]): Promise<void>;
  /** The content or a range of it; undefined where there is no such blob. */
  get(name: string, range?: Range): Promise<Buffer | undefined>;
  /** Bytes; undefined where there is no such blob. */
  size(name: string): Promise<number | undefined>;
  delete(name: string): Promise<void>;
}

export function memoryBlobs(): Blobs {
  const blobs = new Map<string, Buffer>();
  const must = (name: string) => {
    const bytes = blobs.get(name);
    if (bytes === undefined) throw new Error(`there is no blob ${name}`);
    return bytes;
  };
  return {
    async put(name, bytes) {
      blobs.set(name, Buffer.from(bytes));
    },
    async append(name, bytes) {
      blobs.set(name, Buffer.concat([blobs.get(name) ?? Buffer.alloc(0), bytes]));
    },
    async join(name, parts) {
      blobs.set(name, Buffer.concat(parts.map(must)));
      for (const part of parts) blobs.delete(part);
    },
    async get(name, range) {
      const bytes = blobs.get(name);
      return range === undefined ? bytes : bytes?.subarray(range.offset, range.offset + range.length);
    },
    async size(name) {
      return blobs.get(name)?.length;
    },
    async delete(name) {
      blobs.delete(name);
    },
  };
}

/** Each blob a file; what was being written when the emulator was killed is left under a name nothing asks for. */
export async function folderBlobs(files: Files, folder: string): Promise<Blobs> {
  await files.makeFolder(folder);
  const at = (name: string) => {
    if (!/^[\w-][\w.-]*$/.test(name)) throw new Error(`"${name}" is no name for a blob`);
    return `${folder}/${name}`;
  };
  const size = async (name: string) => (await files.status(at(name)))?.size;
  return {
    size,
    put: (name, bytes) => files.replace(at(name), bytes),
    append: (name, bytes) => files.append(at(name), bytes),
    async join(name, parts) {
      const joining = at(`${name}.joining`);
      await files.replace(joining, "");
      for (const part of parts) {
        const bytes = await files.read(at(part));
        if (bytes === undefined) throw new Error(`there is no blob ${part}`);
        await files.append(joining, bytes);
      }
      await files.remove(at(name));
      await files.publish(joining, at(name));
      for (const part of parts) await files.remove(at(part));
    },
    async get(name, range) {
      if (range === undefined) return files.read(at(name));
      if ((await size(name)) === undefined) return undefined;
      return files.readRange(at(name), range.offset, range.length);
    },
    async delete(name) {
      await files.remove(at(name));
    },
  };
}
