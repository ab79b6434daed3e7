import type { SourcePosition } from "./source.ts";

/** An input of an automation, as its file declares it. */
export type InputDefinition = TextInput | NumberInput | BooleanInput | ChoiceInput | JsonInput;

interface Declared {
  readonly at: SourcePosition;
  readonly description?: string | undefined;
  readonly required: boolean;
  /** What it is where none is given; of its type. */
  readonly default?: unknown;
}

export interface TextInput extends Declared {
  readonly type: "string";
  readonly pattern?: RegExp | undefined;
}

export interface NumberInput extends Declared {
  readonly type: "number";
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

export interface BooleanInput extends Declared {
  readonly type: "boolean";
}

export interface ChoiceInput extends Declared {
  readonly type: "choice";
  readonly options: readonly string[];
}

/** Any value that JSON can say; from a command line it is JSON text. */
export interface JsonInput extends Declared {
  readonly type: "json";
}
