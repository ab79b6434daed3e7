import { randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readToken, writeToken } from "../../src/emulator/runtime-token.ts";
import type { Caller } from "../../src/emulator/runtime-token.ts";
import { signingKey } from "../../src/emulator/signing-key.ts";
import { memoryState } from "../../src/emulator/state.ts";
import { systemWorld } from "../../src/world/system.ts";

const { random } = systemWorld();
const key = signingKey(memoryState(), random);
const now = 1_800_000_000_000;
const caller: Caller = {
  runId: 42,
  attempt: 3,
  job: "build",
  scopes: [
    { scope: "refs/heads/feature", read: true, write: true },
    { scope: "refs/heads/main", read: true, write: false },
  ],
};

function claims(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

test("the claims are GitHub's: a results scope, and the cache's access control as JSON within JSON", () => {
  const { scp, ac, exp } = claims(writeToken(key, caller, now));
  expect(scp).toBe("Actions.Results:42-3:build");
  expect(JSON.parse(String(ac))).toEqual([
    { Scope: "refs/heads/feature", Permission: 3 },
    { Scope: "refs/heads/main", Permission: 1 },
  ]);
  expect(exp).toBe(now / 1000);
});

test("what was written is read, whatever the job and the refs are called", () => {
  const scope = fc.record({ scope: fc.string(), read: fc.boolean(), write: fc.boolean() });
  const job = fc.string({ unit: "grapheme", minLength: 1 });
  const anyCaller = fc.record({ runId: fc.nat(), attempt: fc.integer({ min: 1 }), job, scopes: fc.array(scope) });
  fc.assert(
    fc.property(anyCaller, (written) => {
      expect(readToken(key, writeToken(key, written, now + 1000), now)).toEqual(written);
    }),
  );
});

test("a token ends", () => {
  const token = writeToken(key, caller, now);
  expect(readToken(key, token, now - 1)).toEqual(caller);
  expect(readToken(key, token, now)).toBeUndefined();
});

test("a token of another emulator, and one that was changed anywhere, is refused", () => {
  const token = writeToken(key, caller, now);
  const other = signingKey(memoryState(), { ...random, bytes: randomBytes });
  expect(readToken(other, token, 0)).toBeUndefined();
  fc.assert(
    fc.property(fc.nat({ max: token.length - 1 }), fc.base64String({ minLength: 4 }), (at, text) => {
      const changed = `${token.slice(0, at)}${text}${token.slice(at)}`;
      expect(readToken(key, changed, 0)).toBeUndefined();
    }),
  );
});

test("text of any kind is no token, and no crash", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readToken(key, text, 0)).toBeUndefined();
    }),
  );
});
