import { describe, expect, it } from "vitest";
import { parseNpmrc, registryFor } from "../../examples/dependency-audit/audit/npmrc.ts";
import { lookUp, RegistryError } from "../../examples/dependency-audit/audit/registry.ts";

const registry = { url: "https://registry.example/npm/" };
const a = { name: "@s/a", version: "1.0.0" };

/** A registry that answers by path, 404 elsewhere, and keeps what it was asked. */
function answering(answers: Record<string, unknown>) {
  const asked: string[] = [];
  const fetchIt = async (url: string | URL | Request) => {
    const path = new Request(url).url.slice(registry.url.length);
    asked.push(path);
    const answer = answers[path];
    if (answer instanceof Error) throw answer;
    if (answer instanceof Response) return answer;
    return answer === undefined ? new Response(null, { status: 404 }) : Response.json(answer);
  };
  return { asked, lookUpIt: () => lookUp(registry, a, fetchIt) };
}

async function errorOf(lookingUp: Promise<unknown>): Promise<RegistryError> {
  const error = await lookingUp.catch((thrown: unknown) => thrown);
  if (!(error instanceof RegistryError)) throw new Error("no RegistryError", { cause: error });
  return error;
}

describe("a look-up", () => {
  it("asks once where the locked version is the latest", async () => {
    const { asked, lookUpIt } = answering({ "@s%2Fa/latest": { version: "1.0.0", license: "MIT" } });
    expect(await lookUpIt()).toEqual({ latest: "1.0.0", licence: "MIT", installScript: false });
    expect(asked).toEqual(["@s%2Fa/latest"]);
  });

  it("asks for the locked version too where it is another", async () => {
    const { asked, lookUpIt } = answering({
      "@s%2Fa/latest": { version: "2.0.0", license: "MIT" },
      "@s%2Fa/1.0.0": { version: "1.0.0", license: { type: "ISC" }, deprecated: "old", scripts: { postinstall: "x" } },
    });
    expect(await lookUpIt()).toEqual({ latest: "2.0.0", licence: "ISC", deprecated: "old", installScript: true });
    expect(asked).toHaveLength(2);
  });

  it("reads all versions where the registry has no address for one", async () => {
    const versions = { "1.0.0": { version: "1.0.0", licenses: [{ type: "MIT" }, { type: "ISC" }] } };
    const { lookUpIt } = answering({ "@s%2Fa": { "dist-tags": { latest: "1.0.0" }, versions } });
    expect(await lookUpIt()).toEqual({ latest: "1.0.0", licence: "MIT OR ISC", installScript: false });
  });

  it.each([
    ["package", {}, "has no package @s/a"],
    ["version", { "@s%2Fa/latest": { version: "2.0.0" } }, "not its version 1.0.0"],
    ["version, asked for all", { "@s%2Fa": { "dist-tags": {}, versions: {} } }, "not its version 1.0.0"],
  ])("is answered where the registry has no such %s", async (_, answers, absent) => {
    expect(await answering(answers).lookUpIt()).toEqual({ absent: expect.stringContaining(absent) });
  });

  it("is not worth another attempt where the registry refuses", async () => {
    const refused = { "@s%2Fa/latest": new Response(null, { status: 403 }) };
    const error = await errorOf(answering(refused).lookUpIt());
    expect(error).toMatchObject({ code: "PERMANENT", message: expect.stringContaining("HTTP 403") });
  });

  it.each([
    ["is busy", new Response(null, { status: 429, headers: { "retry-after": "7" } }), "HTTP 429", "7"],
    ["is down", new Response(null, { status: 503 }), "HTTP 503", undefined],
    ["answers with a page", new Response("<html>"), "JSON", undefined],
    ["answers with no object", Response.json([]), "something else", undefined],
    ["cannot be found", new TypeError("fetch failed", { cause: { code: "ENOTFOUND" } }), "ENOTFOUND", undefined],
    ["takes too long", new DOMException("timed out", "TimeoutError"), "timed out", undefined],
  ])("is worth another attempt where the registry %s", async (_, answer, message, retryAfter) => {
    const error = await errorOf(answering({ "@s%2Fa/latest": answer }).lookUpIt());
    expect(error).toMatchObject({ code: "TRANSIENT", retryAfter, message: expect.stringContaining(message) });
  });
});

describe("the registry of a package", () => {
  const npmrc = `; a comment
registry = https://user:secret@registry.example/all
@s:registry="https://s.example/"
//s.example/:_authToken=\${TOKEN}
`;
  const settings = parseNpmrc(npmrc, { TOKEN: "t0k3n" });

  it.each([
    ["a", { url: "https://registry.example/all/" }],
    ["@s/a", { url: "https://s.example/", token: "t0k3n" }],
    ["@other/a", { url: "https://registry.example/all/" }],
  ])("of %s is what npm's settings say", (name, expected) => {
    expect(registryFor(name, settings)).toEqual(expected);
  });

  it("is npm's own where nothing is said", () => {
    expect(registryFor("a", new Map())).toEqual({ url: "https://registry.npmjs.org/" });
  });
});
