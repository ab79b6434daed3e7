/** How an operation ends: a promise that knows whether anybody has asked. */
export class Outcome<T> extends Promise<T> {
  isAsked = false;

  /** What is made of it is a promise like any other. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- `await` and all of Promise's own functions ask by this
  override then<A = T, B = never>(
    onValue?: ((value: T) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.isAsked = true;
    return super.then(onValue, onError);
  }

  /** Tells of a failure that nobody has asked for by then; to be told is not to ask. */
  unasked(tell: (error: unknown) => void): void {
    void super.then(undefined, (error: unknown) => this.isAsked || tell(error));
  }
}
