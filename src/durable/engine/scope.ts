import { UserError } from "../../policy/user-error.ts";
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
  /** The batch this is an item of has enough, or the run is over: nothing more is to start here. */
  isClosed = false;
  /** Set where a context that has ended is come to again: told when something in it had not ended when it had. */
  onStuck: (() => void) | undefined;
  readonly #parent: Scope | undefined;
  readonly #names = new Set<string>();
  /** The last number given, by kind. */
  readonly #unnamed = new Map<string, number>();
  readonly #valueCounts = new Map<string, number>();
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

  /** Whether nothing more is to start here or in a context above. */
  get isAbandoned(): boolean {
    return this.isClosed || (this.#parent?.isAbandoned ?? false);
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
