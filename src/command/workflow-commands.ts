/** A line by which a program speaks to the runner: `::add-mask::VALUE`, or in its old form `##[add-mask]VALUE`. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly data: string;
}

/** What the runner registers (ActionCommandManager.cs in actions/runner). Other names are ordinary text. */
const known: ReadonlySet<string> = new Set([
  "add-mask",
  "add-matcher",
  "add-path",
  "debug",
  "echo",
  "endgroup",
  "error",
  "group",
  "internal-set-repo-path",
  "notice",
  "remove-matcher",
  "save-state",
  "set-env",
  "set-output",
  "stop-commands",
  "warning",
]);

export interface CommandReader {
  /** The command that the runner will take a line for; undefined for text, and for all lines between a stop and its end. */
  read(line: string): WorkflowCommand | undefined;
  /** The token of a `stop-commands` that is still in force. */
  readonly stopToken: string | undefined;
}

/** Reads the lines of one step in order, following `stop-commands` as the runner does. */
export function commandReader(): CommandReader {
  let stopToken: string | undefined;
  return {
    get stopToken() {
      return stopToken;
    },
    read(line) {
      const command = parse(line, (name) => known.has(name) || name === stopToken?.toLowerCase());
      if (command === undefined) return undefined;
      if (stopToken !== undefined) {
        if (command.name !== stopToken.toLowerCase()) return undefined;
        stopToken = undefined;
      } else if (command.name === "stop-commands" && isStopToken(command.data)) {
        stopToken = command.data;
      }
      return command;
    },
  };
}

/** The runner refuses a token that would be mistaken for a command. */
function isStopToken(token: string): boolean {
  return token !== "" && token.toLowerCase() !== "pause-logging" && !known.has(token.toLowerCase());
}

type IsKnown = (name: string) => boolean;

function parse(line: string, isKnown: IsKnown): WorkflowCommand | undefined {
  if (!line.includes("::") && !line.includes("##[")) return undefined;
  return parseColons(line.trimStart(), isKnown) ?? parseBrackets(line, isKnown);
}

function parseColons(line: string, isKnown: IsKnown): WorkflowCommand | undefined {
  const end = line.startsWith("::") ? line.indexOf("::", 2) : -1;
  return end < 0 ? undefined : assemble(colons, line.slice(2, end), line.slice(end + 2), isKnown);
}

function parseBrackets(line: string, isKnown: IsKnown): WorkflowCommand | undefined {
  const start = line.indexOf("##[");
  const end = start < 0 ? -1 : line.indexOf("]", start);
  return end < 0 ? undefined : assemble(brackets, line.slice(start + 3, end), line.slice(end + 1), isKnown);
}

type Escapes = readonly (readonly [escaped: string, character: string])[];

interface Notation {
  readonly separator: string;
  readonly propertyEscapes: Escapes;
  readonly dataEscapes: Escapes;
}

const lineEnds: Escapes = [
  ["%0D", "\r"],
  ["%0A", "\n"],
];
/** Comes last: `%250A` is the text `%0A`. */
const percent: Escapes = [["%25", "%"]];

const colons: Notation = {
  separator: ",",
  propertyEscapes: [...lineEnds, ["%3A", ":"], ["%2C", ","], ...percent],
  dataEscapes: [...lineEnds, ...percent],
};

const bracketEscapes: Escapes = [["%3B", ";"], ...lineEnds, ["%5D", "]"], ...percent];
const brackets: Notation = { separator: ";", propertyEscapes: bracketEscapes, dataEscapes: bracketEscapes };

function assemble(notation: Notation, head: string, data: string, isKnown: IsKnown): WorkflowCommand | undefined {
  const [first = ""] = head.split(" ", 1);
  const name = first.toLowerCase();
  if (!isKnown(name)) return undefined;
  const properties = new Map<string, string>();
  for (const property of head.slice(first.length).trim().split(notation.separator)) {
    const [, key, value] = /^([^=]+)=(.+)$/s.exec(property) ?? [];
    if (key === undefined || value === undefined) continue;
    properties.set(key.toLowerCase(), unescape(value, notation.propertyEscapes));
  }
  return { name, properties, data: unescape(data, notation.dataEscapes) };
}

function unescape(text: string, escapes: Escapes): string {
  return escapes.reduce((current, [escaped, character]) => current.replaceAll(escaped, character), text);
}
