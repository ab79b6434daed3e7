/** Why a command could not even be started, in words for the user: a fault of the definition or of the machine. */
export class NotStarted extends Error {
  override readonly name = "NotStarted";
}
