import { rows } from "../../../src/actions/retry/nick-fields.ts";
import { CATALOGUE } from "../../../src/policy/catalogue.ts";

/** How each input of nick-fields/retry is said in our words, as the README shows it. */
export function nickFieldsTable(): string {
  return table(
    ["nick-fields/retry", "here", "default with `command`", ""],
    Object.entries(rows).map(([name, row]) => [
      code(`${name}: ${row.example}`),
      spoken(name, row.example),
      row.default === undefined ? "" : code(row.default),
      row.note ?? "",
    ]),
  );
}

/** What the catalogue of output knows, as the README shows it. */
export function catalogueTable(): string {
  return table(
    ["trouble", "such as"],
    CATALOGUE.map(({ rule, example }) => [rule, code(example)]),
  );
}

function spoken(name: string, example: string): string {
  const ours = Object.entries(rows[name]!.translate(example, {})).filter(([said]) => said !== name);
  return ours.map(([said, value]) => code(`${said}: ${value}`)).join("<br>");
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...lines]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}
