/** How many requests a look may still make: GitHub grants a repository's token a thousand an hour. */
export interface Requests {
  readonly left: number;
  /** Takes one; false where none is left. */
  take(): boolean;
}

export function requestsOf(most: number): Requests {
  let left = most;
  return {
    get left() {
      return left;
    },
    take: () => left > 0 && left-- > 0,
  };
}
