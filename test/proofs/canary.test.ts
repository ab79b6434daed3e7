import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, type TestContext } from "vitest";
import { caches } from "../../src/emulator/rows.ts";
import { emulatorForTest } from "../actions/emulator.ts";
import { folderForTest, openJob, type Ended, type Inputs } from "../actions/job.ts";
import { contentOfFolder, contentOfServices } from "./kept-content.ts";

/** With what has to be escaped in one encoding or another, on one line, and of a length that leaves bits over in base64. */
const canary = `cn4ry-<Käse> & "Brot"+/=${"x".repeat(8)}7`;
/** The same for what has to be a name. */
const plainCanary = "cn4ryK4eseBr0t77xx";

/** Written without what the guard is made of. */
const encodings: Record<string, (value: string) => string | Buffer> = {
  plain: (value) => value,
  reversed: (value) => Array.from(value).toReversed().join(""),
  "upper case": (value) => value.toUpperCase(),
  base64: (value) => Buffer.from(value).toString("base64"),
  "base64 for addresses": (value) => Buffer.from(value).toString("base64url"),
  "base64 within more": (value) => Buffer.from(`user:${value}`).toString("base64"),
  "base64 twice": (value) => Buffer.from(Buffer.from(value).toString("base64")).toString("base64"),
  hex: (value) => Buffer.from(value).toString("hex"),
  "hex with colons": (value) => Buffer.from(value).toString("hex").toUpperCase().match(/../g)!.join(":"),
  percent: (value) => encodeURIComponent(value),
  form: (value) => new URLSearchParams({ value }).toString(),
  JSON: (value) => JSON.stringify({ value }),
  "JSON in JSON": (value) => JSON.stringify(JSON.stringify({ value })),
  "Unicode escapes": (value) =>
    Array.from(value, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  HTML: (value) =>
    value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&#34;"),
  bytes: (value) => JSON.stringify(Buffer.from(value)),
  shell: (value) => `'${value.replaceAll("'", `'\\''`)}'`,
  "UTF-16": (value) => Buffer.from(value, "utf16le"),
};

/** How it can get out of a script, whose child's own words to the log begin with "child:". */
const routes = {
  output: { run: 'printf "leak<<E\\n%s\\nE\\n" "$(cat "$FORM")" >> "$GITHUB_OUTPUT"' },
  variable: { run: 'printf "LEAK<<E\\n%s\\nE\\n" "$(cat "$FORM")" >> "$GITHUB_ENV"' },
  PATH: { run: 'echo "$PWD/$(cat "$FORM")" >> "$GITHUB_PATH"' },
  summary: { run: 'cat "$FORM" >> "$GITHUB_STEP_SUMMARY"' },
  file: { run: 'mkdir -p out; cp "$FORM" out/leak.txt', paths: "out" },
  "unless output": { run: "false", unless: 'printf "leak<<E\\n%s\\nE\\n" "$(cat "$FORM")" >> "$GITHUB_OUTPUT"' },
  "last lines": { run: 'echo "child: $(cat "$FORM")"; exit 3', "on-failure": "continue" },
} as const satisfies Record<string, Inputs>;
type Route = keyof typeof routes;

interface Leak {
  readonly secret: string;
  readonly form: string | Buffer;
  readonly routes: readonly Route[];
  readonly env?: Readonly<Record<string, string>>;
  readonly token?: string;
  readonly inputs?: Inputs;
  /** Runs before each script. */
  readonly before?: string;
}

/** Lets the secret out in a job and gives what was found where it must not be, in words. */
async function leaks(test: TestContext, leak: Leak): Promise<string[]> {
  const emulator = await emulatorForTest(test);
  const { secret, form, env = {}, inputs = {}, before = "true" } = leak;
  const file = join(folderForTest(test), "form");
  writeFileSync(file, form);
  const job = openJob(test, {
    emulator,
    env: { FORM: file, ...env },
    ...(leak.token !== undefined && { token: leak.token }),
  });
  const faults: string[] = [];
  const said: Ended[] = [];
  for (const route of leak.routes) {
    const step: Inputs = { ...routes[route] };
    const scripts = {
      run: `${before}\n${step["run"]}`,
      ...("unless" in step && { unless: `${before}\n${step["unless"]}` }),
    };
    const ended = await job.step(route.replace(" ", "-"), { ...step, ...scripts, ...inputs });
    said.push(ended);
    const withheld = ended.log.includes("It runs again when the job is re-run.");
    if (route !== "last lines" && !withheld) faults.push(`${route}: replayable`);
  }
  said.push(...(await job.end()));
  if (caches(emulator.state).all().length === 0) faults.push("nothing was kept");

  const words = said.flatMap(({ log, summary }, index) => {
    const ours = log.split("\n").filter((line) => !/child:|::add-mask::/.test(line));
    const isHandedOn = leak.routes[index] === "summary";
    return [
      { where: `log of step ${index}`, bytes: Buffer.from(ours.join("\n")) },
      ...(isHandedOn ? [] : [{ where: `summary of step ${index}`, bytes: Buffer.from(summary) }]),
    ];
  });
  const places = [
    ...words,
    ...(await contentOfServices(emulator)),
    ...(await contentOfFolder(job.machine.temporaryFolder)),
  ];
  for (const { where, bytes } of places) {
    for (const needle of [secret, form]) if (bytes.includes(needle)) faults.push(`found in ${where}`);
  }
  return faults;
}

const allRoutes = Object.keys(routes) as Route[];

describe.concurrent("a canary among the secrets", () => {
  it("is kept nowhere and said nowhere, in any encoding", async (test) => {
    const found = await Promise.all(
      Object.entries(encodings).map(async ([name, encode]) => {
        const form = encode(canary);
        const through: Route[] = name === "UTF-16" ? ["file"] : ["output", "file", "last lines"];
        const faults = await leaks(test, { secret: canary, form, routes: through, env: { DEPLOY_TOKEN: canary } });
        return faults.map((fault) => `${name}: ${fault}`);
      }),
    );
    const held = found.filter((faults) => faults.length === 0).length;
    console.log(`encodings of a canary: ${held} of ${found.length} are caught on every way out`);
    expect(found.flat()).toEqual([]);
  });

  const sources: Record<string, Omit<Leak, "secret" | "form" | "routes">> = {
    "a variable of a usual name": { env: { DEPLOY_TOKEN: plainCanary } },
    "a variable that is listed": { env: { HARMLESS: plainCanary }, inputs: { "secret-variables": "OTHER\nHARMLESS" } },
    "the input token": { token: plainCanary },
    "a value the script masks": { before: `echo "::add-mask::$(cat "$FORM")"` },
    "a password in an address": { env: { DATABASE: `postgres://user:${plainCanary}@db/main` } },
  };
  it.for(Object.entries(sources))("is kept nowhere and said nowhere, on any way out: %s", async ([, source], test) => {
    const faults = await leaks(test, { secret: plainCanary, form: plainCanary, routes: allRoutes, ...source });
    console.log(
      `ways out of a canary: ${faults.length === 0 ? allRoutes.length : "not all"} of ${allRoutes.length} are shut`,
    );
    expect(faults).toEqual([]);
  });
});
