/** The archive is damaged, or not one we take. */
export class ZipError extends Error {
  override readonly name = "ZipError";
}
