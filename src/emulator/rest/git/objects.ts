/** Git's objects and their ids, which are the SHA-1 that git computes. */
import { createHash } from "node:crypto";
import type { State } from "../../state.ts";
import type { Repository } from "../repositories.ts";

const TYPES = ["blob", "tree", "commit", "tag"] as const;

export type ObjectType = (typeof TYPES)[number];

export interface GitObject {
  readonly type: ObjectType;
  readonly content: Buffer;
}

export interface Objects {
  /** Keeps an object and gives its id. */
  write(object: GitObject): Promise<string>;
  read(sha: string): Promise<GitObject | undefined>;
  /** The content of an object of this type; undefined where there is none of this type. */
  content(sha: string, type: ObjectType): Promise<Buffer | undefined>;
}

/** The objects of one repository, each a blob of the state. */
export function objectsOf({ blobs }: Pick<State, "blobs">, repository: Pick<Repository, "id">): Objects {
  const name = (sha: string) => `git-${repository.id}-${sha}`;
  const read = async (sha: string): Promise<GitObject | undefined> => {
    const bytes = /^[0-9a-f]{40}$/.test(sha) ? await blobs.get(name(sha)) : undefined;
    return bytes === undefined ? undefined : decode(bytes);
  };
  return {
    read,
    async write(object) {
      const bytes = encode(object);
      const sha = createHash("sha1").update(bytes).digest("hex");
      await blobs.put(name(sha), bytes);
      return sha;
    },
    async content(sha, type) {
      const object = await read(sha);
      return object?.type === type ? object.content : undefined;
    },
  };
}

/** As git hashes and stores it: the type and the size, then the content. */
function encode({ type, content }: GitObject): Buffer {
  return Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
}

function decode(bytes: Buffer): GitObject {
  const end = bytes.indexOf(0);
  const name = bytes.toString("utf8", 0, bytes.indexOf(" "));
  const type = TYPES.find((known) => known === name);
  if (type === undefined) throw new Error(`git has no objects of type "${name}"`);
  return { type, content: bytes.subarray(end + 1) };
}
