import type { SourcePosition } from "./source.ts";

/** An input of an automation, as its file declares it. */
export type InputDefinition = TextInput | NumberInput | BooleanInput | ChoiceInput | JsonInput;

interface Declared {
  readonly at: SourcePosition;
  readonly description?: string;
  readonly required: boolean;
}

export interface TextInput extends Declared {
  readonly type: "string";
  readonly pattern?: RegExp;
  readonly default?: string;
}

export interface NumberInput extends Declared {
  readonly type: "number";
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: number;
}

export interface BooleanInput extends Declared {
  readonly type: "boolean";
  readonly default?: boolean;
}

export interface ChoiceInput extends Declared {
  readonly type: "choice";
  readonly options: readonly string[];
  readonly default?: string;
}

/** Any value that JSON can say; from a command line it is JSON text. */
export interface JsonInput extends Declared {
  readonly type: "json";
  readonly default?: unknown;
}
