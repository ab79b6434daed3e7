import { describe, expect, test } from "vitest";
import { CATALOGUE } from "../../src/policy/catalogue.ts";
import { classify, OUTPUT_LOOKED_AT } from "../../src/policy/classification.ts";
import type { Failure } from "../../src/policy/failure.ts";

const exit = (code: number, output = ""): Failure => ({ kind: "exit", code, output });

describe("an exit code", () => {
  test.each([
    [1, "unknown"],
    [2, "unknown"],
    [64, "permanent"],
    [65, "permanent"],
    [66, "permanent"],
    [69, "unknown"],
    [75, "transient"],
    [77, "permanent"],
    [78, "permanent"],
    [124, "transient"],
    [126, "permanent"],
    [127, "permanent"],
    [132, "permanent"],
    [137, "transient"],
    [139, "unknown"],
    [143, "transient"],
    [255, "unknown"],
  ] as const)("%i is %s", (code, kind) => expect(classify(exit(code)).kind).toBe(kind));

  test("that is permanent stays so whatever the output says", () => {
    expect(classify(exit(127, "read ECONNRESET")).kind).toBe("permanent");
  });
});

describe("another way to fail", () => {
  test.each<[Failure, string]>([
    [{ kind: "timeout", limit: 1 }, "transient"],
    [{ kind: "idle-timeout", limit: 1 }, "transient"],
    [{ kind: "deadline", limit: 1 }, "permanent"],
    [{ kind: "signal", signal: "SIGKILL" }, "transient"],
    [{ kind: "signal", signal: "SIGTERM" }, "transient"],
    [{ kind: "signal", signal: "SIGILL" }, "permanent"],
    [{ kind: "signal", signal: "SIGSEGV" }, "unknown"],
    [{ kind: "signal", signal: "SIGSEGV", output: "ECONNRESET" }, "transient"],
    [{ kind: "not-started", message: "spawn bash ENOENT", code: "ENOENT" }, "permanent"],
    [{ kind: "not-started", message: "spawn bash EAGAIN", code: "EAGAIN" }, "transient"],
    [{ kind: "error", name: "Error", message: "no such order" }, "unknown"],
    [{ kind: "error", name: "Error", message: "failed", code: "ECONNRESET" }, "transient"],
    [{ kind: "error", name: "TypeError", message: "fetch failed", output: "getaddrinfo EAI_AGAIN api" }, "transient"],
  ])("%j is %s", (failure, kind) => expect(classify(failure).kind).toBe(kind));
});

describe("the catalogue of output", () => {
  test.each(CATALOGUE.map(({ rule, example }) => [rule, example]))("knows %s by its example", (rule, example) => {
    expect(classify(exit(1, `some\nlines\n${example}\nmore`))).toEqual({ kind: "transient", rule });
  });

  test.each([
    ["HTTP/1.1 429 Too Many Requests", "rate limited (HTTP 429)"],
    ["HttpError: API rate limit exceeded for installation", "rate limited (HTTP 429)"],
    ["toomanyrequests: You have reached your pull rate limit.", "rate limited (HTTP 429)"],
    ["npm error 429 Too Many Requests - GET https://registry.example.org/x", "rate limited (HTTP 429)"],
    ["Request failed with status code 503", "gateway trouble (HTTP 502, 503, 504)"],
    ['{"status":502,"message":"x"}', "gateway trouble (HTTP 502, 503, 504)"],
    ["ERROR 504: Gateway Time-out.", "gateway trouble (HTTP 502, 503, 504)"],
    ["error: RPC failed; HTTP 502 curl 22", "gateway trouble (HTTP 502, 503, 504)"],
    ["Temporary failure resolving 'archive.ubuntu.com'", "name resolution (DNS)"],
    ["dial tcp: lookup proxy.example.org: no such host", "name resolution (DNS)"],
    ["npm error getaddrinfo EAI_AGAIN registry.example.org", "name resolution (DNS)"],
    ["OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to github.com:443", "TLS handshake"],
    [
      "fatal: unable to access 'https://x/': gnutls_handshake() failed: The TLS connection was non-properly terminated",
      "TLS handshake",
    ],
    ["curl: (56) Recv failure: Connection reset by peer", "connection reset or refused"],
    ["Error: socket hang up", "connection reset or refused"],
    ["An existing connection was forcibly closed by the remote host.", "connection reset or refused"],
    ["curl: (28) Operation timed out after 30001 milliseconds", "network timeout"],
    [
      'Get "https://registry-1.docker.io/v2/": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
      "network timeout",
    ],
    ["E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 1234", "apt mirror or lock"],
    [" ERR_PNPM_META_FETCH_FAIL  GET https://registry.example.org/x", "npm, yarn or pnpm registry"],
    ["pip._vendor.urllib3.exceptions.IncompleteRead: IncompleteRead(1 bytes read)", "pip or Python package index"],
    ["Error response from daemon: Get https://x/v2/: unexpected EOF", "container registry"],
    ["fatal: early EOF", "git transport"],
    ["Could not GET 'https://repo.maven.apache.org/maven2/x.pom'.", "package registry"],
  ])("knows %s", (line, rule) => expect(classify(exit(1, line))).toEqual({ kind: "transient", rule }));

  test.each([
    "AssertionError: expected 1 to equal 2",
    "src/server.ts:503:12 - error TS2345: Argument of type 'string' is not assignable",
    "error on line 429",
    "Processed 504 rows, 429 failed",
    "status: 404",
    "error: 50 tests failed",
    "HTTP 500 Internal Server Error",
    "Resetting connection pool settings",
    "timeout: 30",
    "",
  ])("does not take %j for passing trouble", (line) => expect(classify(exit(1, line)).kind).toBe("unknown"));

  test.each(CATALOGUE.map(({ rule, pattern }) => [rule, pattern]))("takes linear time for %s", (_, pattern) => {
    const repeats = pattern.source.replaceAll(/\\.|\[(?:\\.|[^\]])*\]/g, "");
    expect(repeats).not.toMatch(/[*+]|\{\d+,\}/);
    expect(pattern.flags).toBe("i");
  });

  test.each([
    "status ",
    "ssl tls ",
    "error response from daemon: ",
    "unexpected status code ",
    "network request to ",
    "a",
  ])("comes to an end in a flood of %j", (flood) => {
    const { kind } = classify(exit(1, flood.repeat(OUTPUT_LOOKED_AT / flood.length)));
    expect(kind).toBe("unknown");
  });

  test("looks only at the end of a long output", () => {
    const filler = "x".repeat(OUTPUT_LOOKED_AT);
    expect(classify(exit(1, `ECONNRESET ${filler}`)).kind).toBe("unknown");
    expect(classify(exit(1, `${filler} ECONNRESET`)).kind).toBe("transient");
  });
});
