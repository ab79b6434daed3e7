/** Writes zip archives byte by byte, also ones that nobody should. */
import { crc32, deflateRawSync } from "node:zlib";

export interface ZippedFile {
  readonly name: string;
  readonly content?: string | Buffer;
  readonly stored?: boolean;
  /** Of Unix, with the kind of file. */
  readonly mode?: number;
  /** General purpose flags; bit 0 means encrypted. */
  readonly flags?: number;
  readonly method?: number;
  /** What the directory says instead of the truth. */
  readonly claimed?: { readonly size?: number; readonly crc?: number };
  /** Sizes and offset in the extra field, as of 4 GiB on. */
  readonly wide?: boolean;
}

export function zipArchive(files: readonly ZippedFile[], options: { wide?: boolean; comment?: string } = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const content = Buffer.from(file.content ?? "");
    const packed = file.stored ? content : deflateRawSync(content);
    const name = Buffer.from(file.name);
    const method = file.method ?? (file.stored ? 0 : 8);
    const crc = file.claimed?.crc ?? crc32(content);
    const size = file.claimed?.size ?? content.length;
    // As a stream is written: sizes and checksum stand behind the content and in the directory only.
    const local = fields(
      [4, 0x04034b50],
      [2, 20],
      [2, 8],
      [2, method],
      [4, 0],
      [4, 0],
      [4, 0],
      [4, 0],
      [2, name.length],
      [2, 0],
    );
    locals.push(local, name, packed);
    const wide = [size, packed.length, offset];
    const extra = file.wide
      ? fields([2, 1], [2, 24], ...wide.map((value): [number, number] => [8, value]))
      : Buffer.alloc(0);
    const narrow = (value: number): [number, number] => [4, file.wide ? 0xffffffff : value];
    directory.push(
      fields([4, 0x02014b50], [1, 20], [1, 3], [2, 20], [2, file.flags ?? 8], [2, method], [4, 0], [4, crc]),
      fields(narrow(packed.length), narrow(size), [2, name.length], [2, extra.length], [2, 0], [2, 0], [2, 0]),
      fields([4, ((file.mode ?? 0o100644) << 16) >>> 0], narrow(offset)),
      name,
      extra,
    );
    offset += local.length + name.length + packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const comment = Buffer.from(options.comment ?? "");
  const count = options.wide ? 0xffff : files.length;
  const end64 = fields(
    [4, 0x06064b50],
    [8, 44],
    [2, 45],
    [2, 45],
    [4, 0],
    [4, 0],
    [8, files.length],
    [8, files.length],
    [8, size],
    [8, offset],
  );
  const locator = fields([4, 0x07064b50], [4, 0], [8, offset + size], [4, 1]);
  const where: [number, number] = [4, options.wide ? 0xffffffff : offset];
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], where, [2, comment.length]);
  return Buffer.concat([...locals, ...directory, ...(options.wide ? [end64, locator] : []), end, comment]);
}

/** Little-endian numbers, each with its width in bytes. */
function fields(...values: [width: number, value: number][]): Buffer {
  return Buffer.concat(
    values.map(([width, value]) => {
      const bytes = Buffer.alloc(width);
      if (width === 8) bytes.writeBigUInt64LE(BigInt(value));
      else bytes.writeUIntLE(value, 0, width);
      return bytes;
    }),
  );
}
