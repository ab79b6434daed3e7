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
  /** Makes `name` the parts, one after the other, and removes them. Throws where one is missing. */
  join(name: string, parts: readonly string[]): Promise<void>;
  /** The content or a range of it; undefined where there is no such blob. */
  get(name: string, range?: Range): Promise<Buffer | undefined>;
  /** Bytes; undefined where there is no such blob. */
  size(name: string): Promise<number | undefined>;
  /** Names that begin with `prefix`, sorted. */
  list(prefix: string): Promise<string[]>;
  /** A blob that is not there is no error. */
  delete(name: string): Promise<void>;
}

export function memoryBlobs(): Blobs {
  const blobs = new Map<string, Buffer>();
  return {
    async put(name, bytes) {
      blobs.set(name, Buffer.from(bytes));
    },
    async join(name, parts) {
      blobs.set(name, Buffer.concat(parts.map((part) => blobs.get(part) ?? missing(part))));
      for (const part of parts) blobs.delete(part);
    },
    async get(name, range) {
      const bytes = blobs.get(name);
      return range === undefined ? bytes : bytes?.subarray(range.offset, range.offset + range.length);
    },
    async size(name) {
      return blobs.get(name)?.length;
    },
    async list(prefix) {
      return [...blobs.keys()].filter((name) => name.startsWith(prefix)).sort();
    },
    async delete(name) {
      blobs.delete(name);
    },
  };
}

/** Each blob a file, whole or not there: what a crash interrupts is left under a name that only `list` finds. */
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
    async join(name, parts) {
      const joining = at(`${name}.joining`);
      await files.replace(joining, "");
      for (const part of parts) await files.append(joining, (await files.read(at(part))) ?? missing(part));
      await files.remove(at(name));
      await files.publish(joining, at(name));
      for (const part of parts) await files.remove(at(part));
    },
    async get(name, range) {
      if (range === undefined) return files.read(at(name));
      return (await size(name)) === undefined ? undefined : files.readRange(at(name), range.offset, range.length);
    },
    list: async (prefix) => (await files.list(folder)).filter((name) => name.startsWith(prefix)),
    delete: (name) => files.remove(at(name)),
  };
}

function missing(name: string): never {
  throw new Error(`there is no blob ${name}`);
}
