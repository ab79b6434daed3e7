/** Where something stands in a file. Lines and columns count from 1, columns in characters (UTF-16), as annotations do. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
