/** Where something stands in a file. Lines and columns count from 1, columns in characters (UTF-16), as annotations do. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Keys and indexes from the root of a file to a value. */
export type ValuePath = readonly PropertyKey[];

/** A file that was read: plain data, and where each part of it stands. */
export interface Source {
  readonly file: string;
  /** Plain objects (with keys by `plainKey`), arrays, texts, numbers, booleans and null. */
  readonly value: unknown;
  /** Where the value stands; where there is none, its nearest ancestor. */
  valueAt(path: ValuePath): SourcePosition;
  /** Where the key stands that leads to the value. */
  keyAt(path: ValuePath): SourcePosition;
  /** Where the character `index` of a text stands, or else the expression it is in, or the text. */
  characterAt(path: ValuePath, index: number): SourcePosition;
}
