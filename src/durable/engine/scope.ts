import { UserError } from "../../policy/user-error.ts";
import type { Outcome } from "./outcome.ts";
import { pathOf } from "./path.ts";
import type { Recorded } from "./recorded-operations.ts";

/** The operations of one context: which names are taken, and how far its record has been replayed. */
export class Scope {
  readonly path: string;
  /** In the order they were come to. */
  readonly current: string[] = [];
  readonly recorded: Recorded;
  /** False where operations come in no order of their own, as items do. */
  readonly isOrdered: boolean;
  /** Operations that were come to and have not ended. */
  inFlight = 0;
  /** Its body has come to its end: nothing new starts here, and steps that have started come to theirs. */
  isEnding = false;
  /** The batch this is an item of has enough, or the run is over: nothing is to be tried again either. */
  isClosed = false;
  /** What failed here while nobody had asked for it. */
  readonly failed: { readonly outcome: Pick<Outcome<unknown>, "isAsked">; readonly error: unknown }[] = [];
  /** Set where a context that has ended is come to again: told when something in it had not ended when it had. */
  onStuck: (() => void) | undefined;
  readonly #parent: Scope | undefined;
  readonly #names = new Set<string>();
  /** The last number given, by kind. */
  readonly #unnamed = new Map<string, number>();
  readonly #valueCounts = new Map<string, number>();
  /** How much is at work here and below, and how much ever was. */
  #atWork = 0;
  #worked = 0;
  #whenIdle: (() => void) | undefined;
  #replayed = 0;
  /** How many it has to come to yet. */
  #expected = 0;

  constructor(path: string, recorded: Recorded = new Map(), isOrdered = true, parent?: Scope) {
    this.path = path;
    this.#parent = parent;
    this.recorded = recorded;
    this.isOrdered = isOrdered;
    for (const { isExpected } of recorded.values()) if (isExpected) this.#expected += 1;
  }

  /** The path of an operation that is come to. Without a name it has the name of its kind, and a number from 2 on. */
  claim(kind: string, name: string | undefined): string {
    if (name === "") throw new UserError(`a ${kind} needs a name that is not empty`);
    const own = name ?? this.#numbered(kind);
    const path = pathOf(this.path, own);
    if (this.#names.has(own)) {
      throw new DuplicateName(
        `two operations in ${this.path === "" ? "the automation" : `"${this.path}"`} are called ` +
          `"${own}", and what one has recorded would be taken for the other's: give each a name of its own`,
      );
    }
    this.#names.add(own);
    if (this.isOrdered) this.current.push(path);
    const before = this.recorded.get(path);
    if (before) this.#replayed += 1;
    if (before?.isExpected) this.#expected -= 1;
    return path;
  }

  /** The path of a value, known by how many of its kind came before. */
  claimValue(kind: string): string {
    const count = (this.#valueCounts.get(kind) ?? 0) + 1;
    this.#valueCounts.set(kind, count);
    return pathOf(this.path, `${kind}#${count}`);
  }

  /** Whether nothing more is to be tried here, or in a context above. */
  get isAbandoned(): boolean {
    return this.isClosed || (this.#parent?.isAbandoned ?? false);
  }

  /** Whether nothing new is to start here, or in a context above. */
  get isOver(): boolean {
    return this.isEnding || this.isClosed || (this.#parent?.isOver ?? false);
  }

  /** Does something that keeps this context, and those above, from being idle. */
  async during<T>(act: () => Promise<T>): Promise<T> {
    this.#begin();
    try {
      return await act();
    } finally {
      this.#end();
    }
  }

  /** Resolves when nothing is at work here and below, nor has come in a `turn` of the event loop. */
  async idle(turn: () => Promise<void>): Promise<void> {
    for (let seen = -1; seen !== this.#worked;) {
      if (this.#atWork > 0) await new Promise<void>((resolve) => (this.#whenIdle = resolve));
      seen = this.#worked;
      await turn();
    }
  }

  #begin(): void {
    this.#atWork += 1;
    this.#worked += 1;
    if (this.#parent) this.#parent.#begin();
  }

  #end(): void {
    this.#atWork -= 1;
    if (this.#atWork === 0) this.#whenIdle?.();
    if (this.#parent) this.#parent.#end();
  }

  /** {@link onStuck} of this context or of one above; where there is one, nothing is begun and nothing recorded. */
  get revisit(): (() => void) | undefined {
    return this.onStuck ?? this.#parent?.revisit;
  }

  /** Whether operations that are recorded are still to be come to. */
  get isReplaying(): boolean {
    return this.#replayed < this.recorded.size;
  }

  /** Whether operations that a replay has to come to are still to be come to. */
  get isIncomplete(): boolean {
    return this.#expected > 0;
  }

  /** Those, in the order they were recorded. */
  get missing(): string[] {
    return [...this.recorded].flatMap(([path, { isExpected }]) =>
      isExpected && !this.current.includes(path) ? [path] : [],
    );
  }

  #numbered(kind: string): string {
    for (let number = (this.#unnamed.get(kind) ?? 0) + 1; ; number++) {
      const name = number === 1 ? kind : `${kind}#${number}`;
      if (this.#names.has(name)) continue;
      this.#unnamed.set(kind, number);
      return name;
    }
  }
}

/** A mistake in the automation that must not be caught by it. */
export class DuplicateName extends UserError {
  override readonly name = "DuplicateName";
}
