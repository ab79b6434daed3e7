/** A mistake of the person who wrote the workflow: told without a stack, with what to write instead. */
export class UserError extends Error {
  override readonly name: string = "UserError";
}
