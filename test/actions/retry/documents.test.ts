import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readAction } from "../../../scripts/action-tables.ts";
import { defaultsOf } from "../../../src/actions/inputs/input.ts";
import { vocabulary } from "../../../src/actions/inputs/vocabulary.ts";
import { effective, schema } from "../../../src/actions/retry/inputs.ts";
import { rows } from "../../../src/actions/retry/nick-fields.ts";
import { catalogueTable, nickFieldsTable } from "./tables.ts";

const action = readAction(readFileSync("actions/retry/action.yml", "utf8"));
const readme = readFileSync("actions/retry/README.md", "utf8");

describe("action.yml", () => {
  test("names the inputs of the schema, none with a default", () => {
    expect(Object.keys(action.inputs).sort()).toEqual(Object.keys(schema.shape).sort());
    expect(Object.values(defaultsOf(schema)).filter((text) => text !== undefined)).toEqual([]);
    expect(Object.values(action.inputs).filter((input) => input.default !== undefined || input.required)).toEqual([]);
  });

  test.each(Object.entries(defaultsOf(effective)).filter(([, text]) => text !== undefined))(
    "says that %s is %s where it is not given",
    (name, text) => {
      const { description } = action.inputs[name]!;
      expect(
        [`Without it, \`${text}\`.`, `with \`run\`, \`${text}\`.`].some((words) => description.includes(words)),
      ).toBe(true);
    },
  );

  test.each(["retry_wait_seconds", "retry_on", "warning_on_retry"])("says what %s is with command", (name) => {
    expect(action.inputs[name]!.description).toContain(`With \`command\`, \`${rows[name]!.default}\``);
  });

  test("has every input and output of nick-fields/retry v4", () => {
    // As in its action.yml at v4.0.0.
    const inputs =
      "timeout_minutes timeout_seconds max_attempts command retry_wait_seconds shell polling_interval_seconds retry_on " +
      "warning_on_retry on_retry_command continue_on_error new_command_on_retry retry_on_exit_code";
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(inputs.split(" ")));
    expect(Object.keys(action.outputs)).toEqual(expect.arrayContaining(["total_attempts", "exit_code", "exit_error"]));
  });

  test("takes every other input from the shared vocabulary", () => {
    const others = Object.keys(schema.shape).filter((name) => !(name in rows));
    expect(others.filter((name) => !(name in vocabulary))).toEqual([]);
  });
});

describe("the README", () => {
  test.each([
    ["nick-fields", nickFieldsTable()],
    ["catalogue", catalogueTable()],
  ])("shows the table of %s as the code has it", (name, table) => {
    expect(readme).toContain(`<!-- ${name} -->\n${table}\n<!-- /${name} -->`);
  });
});
