/** The inputs and outputs of an action as Markdown tables. */
import { parse } from "yaml";
import { z } from "zod";

const inputs = z.record(
  z.string(),
  z.strictObject({
    description: z.string(),
    required: z.boolean().default(false),
    default: z.string().optional(),
    deprecationMessage: z.string().optional(),
  }),
);

const outputs = z.record(z.string(), z.strictObject({ description: z.string(), value: z.string().optional() }));

const action = z.looseObject({ inputs: inputs.default({}), outputs: outputs.default({}) });

/** What of an `action.yml` its users see. */
export type Action = z.infer<typeof action>;

/** Throws where the text is no `action.yml` whose inputs and outputs are all described. */
export function readAction(text: string): Action {
  return action.parse(parse(text));
}

/** The table of inputs; `None.` where there are none. */
export function inputsTable(all: Action["inputs"]): string {
  return table(
    ["input", "default", "meaning"],
    Object.entries(all).map(([name, input]) => [
      code(name),
      input.required ? "**required**" : input.default === undefined || input.default === "" ? "" : code(input.default),
      input.deprecationMessage === undefined ? input.description : `${input.description} ${input.deprecationMessage}`,
    ]),
  );
}

/** The table of outputs; `None.` where there are none. */
export function outputsTable(all: Action["outputs"]): string {
  return table(
    ["output", "meaning"],
    Object.entries(all).map(([name, output]) => [code(name), output.description]),
  );
}

/** The text with the table between its markers replaced. Throws where the markers are missing. */
export function withTable(text: string, marker: "inputs" | "outputs", rows: string): string {
  const [open, close] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`];
  const start = text.indexOf(open);
  const end = text.indexOf(close);
  if (start === -1 || end < start) throw new Error(`the README needs the markers ${open} and ${close}`);
  return `${text.slice(0, start + open.length)}\n${rows}\n${text.slice(end)}`;
}

/** A column that is empty all the way down is left out. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "None.";
  const used = head.map((_, column) => rows.some((row) => row[column] !== ""));
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => cells.filter((_, column) => used[column]))
    .map((cells) => `| ${cells.map(cell).join(" | ")} |`)
    .join("\n");
}

/** A pipe would end the cell, in code as in text; a line break would end the row. */
function cell(text: string): string {
  return text
    .trim()
    .replaceAll("|", "\\|")
    .replace(/\s*\n\s*/g, " ");
}

/** Code whose own backticks stay inside it. */
function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}
