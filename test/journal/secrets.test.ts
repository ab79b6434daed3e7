import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodings } from "../../src/journal/secrets/encodings.ts";
import { secretGuard } from "../../src/journal/secrets/guard.ts";
import { secretValues } from "../../src/journal/secrets/values.ts";

const none = { tokens: [], masked: [], listed: [] };

describe("what counts as secret", () => {
  const secret = "correct-horse-7";

  test.each([
    "GITHUB_TOKEN",
    "INPUT_TOKEN",
    "npm_authToken",
    "CLIENT_SECRET",
    "AWS_SECRET_ACCESS_KEY",
    "MYSQL_ROOT_PASSWORD",
    "PGPASSWORD",
    "DB_PASS",
    "DB_PWD",
    "SSH_KEY_PASSPHRASE",
    "AZURE_CREDENTIALS",
    "AZURE_DEVOPS_PAT",
    "STRIPE_API_KEY",
    "OPENAI_APIKEY",
    "AGE_KEY",
    "DEPLOY_KEY",
    "SESSION_COOKIE",
    "SLACK_WEBHOOK_URL",
    "DOCKER_AUTH_CONFIG",
  ])("%s is secret by its name", (name) => {
    expect(secretValues({ [name]: secret }, none)).toEqual([secret]);
  });

  test.each([
    "PATH",
    "PWD",
    "HOME",
    "INPUT_KEY",
    "CACHE_KEY",
    "SSH_PUBLIC_KEY",
    "DB_PASSWORD_FILE",
    "SECRET_NAME",
    "TOKEN_URL",
    "AWS_ACCESS_KEY_ID",
    "SORT_KEY",
    "TOKENIZER",
    "COMPASS",
    "PATTERN",
    "MONKEY",
    "PACKAGE_KEY",
  ])("%s is not", (name) => {
    expect(secretValues({ [name]: secret }, none)).toEqual([]);
  });

  test.each(["true", "false", "12345", "3.14", "postgres", "changeme", "abc", "", "***", "/home/me/.netrc"])(
    "a password of %j is none, as everybody knows it or it says nothing",
    (value) => {
      expect(secretValues({ DB_PASSWORD: value }, none)).toEqual([]);
    },
  );

  test("a doubtful name is decided by its value", () => {
    expect(secretValues({ SORT_KEY: "created_at_then_by_the_name" }, none)).toEqual([]);
    expect(secretValues({ NPM_AUTH: "required" }, none)).toEqual([]);
    expect(secretValues({ PAYMENTS_KEY: "k5Jd83jd7Hs91kd83Jd7" }, none)).toEqual(["k5Jd83jd7Hs91kd83Jd7"]);
  });

  test("an AWS key that begins like a path is still one", () => {
    expect(secretValues({ AWS_SECRET_ACCESS_KEY: "/Jalr/UtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" }, none)).toHaveLength(1);
  });

  test.each([
    ["postgres://app:p%40ss-word@db.internal:5432/app", ["p%40ss-word", "p@ss-word"]],
    ["https://x-access-token:abcdef123@github.com/o/r", ["abcdef123"]],
    ["https://abcdefghij0123456789@sentry.example/1", ["abcdefghij0123456789"]],
    ["Server=db;User Id=app;Password=hunter22;", ["hunter22"]],
    ["DefaultEndpointsProtocol=https;AccountName=a;AccountKey=c2VjcmV0a2V5;", ["c2VjcmV0a2V5"]],
    ["https://acc.blob.example/c?sv=2024&sig=abc%2Fdef123", ["abc%2Fdef123", "abc/def123"]],
    ["use ghp_0123456789abcdefghijklmnopqrstuvwxyz please", ["ghp_0123456789abcdefghijklmnopqrstuvwxyz"]],
    ["https://example.com/no/secret:here?x=1", []],
  ])("%s under any name gives its secret part", (value, expected) => {
    expect(secretValues({ ANYTHING: value }, none)).toEqual(expected);
  });

  test("a private key under any name is secret", () => {
    const key = pem();
    expect(secretValues({ CONFIG: `a: 1\n${key}` }, none)).toEqual([key.trimEnd()]);
  });

  test("the members of a JSON credential are secret unescaped", () => {
    const account = JSON.stringify({
      type: "service_account",
      private_key: "-----line one\nline two",
      project_id: "shop",
    });
    const values = secretValues({ GOOGLE_CREDENTIALS: account }, none);
    expect(values).toEqual([account, "-----line one\nline two"]);
  });

  test("tokens, masked and listed values count whatever they look like, from four characters", () => {
    const sources = { tokens: ["tok4"], masked: ["true", "abc"], listed: ["COLOUR", "ABSENT"] };
    expect(secretValues({ COLOUR: "crimson" }, sources)).toEqual(["tok4", "true", "crimson"]);
  });
});

/** Written apart from src/journal/secrets/encodings.ts on purpose: how the tools of the world print a value. */
const bytesOf = (value: string) => [...Buffer.from(value)];
const hexOf = (value: string) => bytesOf(value).map((byte) => (byte < 16 ? "0" : "") + byte.toString(16));
const wrap = (text: string, columns: number) => text.match(new RegExp(`.{1,${columns}}`, "gs"))?.join("\n") ?? "";
const printed: Record<string, Record<string, (value: string) => string | Buffer>> = {
  plain: {
    "as it is": (value) => value,
    "upper case": (value) => ascii(value, "toUpperCase"),
    "lower case": (value) => ascii(value, "toLowerCase"),
    "wrapped lines": (value) => wrap(value, 5),
    "CRLF line ends": (value) => value.replaceAll("\n", "\r\n"),
    trimmed: (value) => value.trim(),
    "trimmed lines": (value) =>
      value
        .split("\n")
        .map((line) => `   ${line}`)
        .join("\n"),
  },
  reversed: { rev: (value) => Array.from(value).toReversed().join("") },
  "UTF-16": { "little endian file": (value) => Buffer.from(value, "utf16le") },
  base64: {
    "of the value": (value) => btoa(latin1(value)),
    "after one byte": (value) => btoa(`:${latin1(value)}`),
    "after two bytes": (value) => btoa(`u:${latin1(value)};x`),
    "basic auth": (value) => `Basic ${btoa(`user:${latin1(value)}`)}`,
    "URL-safe": (value) => Buffer.from(`a${value}b`).toString("base64url"),
    "wrapped at 76": (value) => wrap(btoa(`some text before it: ${latin1(value)}`), 76),
    "without padding": (value) => btoa(latin1(value)).replaceAll("=", ""),
  },
  "base64 of UTF-16": {
    "PowerShell -EncodedCommand": (value) => Buffer.from(`echo ${value}`, "utf16le").toString("base64"),
  },
  "base64 twice": {
    "a Kubernetes secret": (value) => btoa(`{"auth":"${btoa(`user:${latin1(value)}`)}"}`),
    plain: (value) => btoa(btoa(latin1(value))),
  },
  base32: {
    padded: (value) => base32(bytesOf(value)),
    "after three bytes": (value) => base32([1, 2, 3, ...bytesOf(value), 4]).toLowerCase(),
  },
  hex: {
    lower: (value) => hexOf(value).join(""),
    upper: (value) => hexOf(value).join("").toUpperCase(),
    colons: (value) => hexOf(value).join(":"),
    spaces: (value) => hexOf(value).join(" ").toUpperCase(),
    dashes: (value) => hexOf(value).join("-").toUpperCase(),
    "C array": (value) =>
      hexOf(value)
        .map((byte) => `0x${byte}`)
        .join(", "),
    "\\x": (value) =>
      hexOf(value)
        .map((byte) => `\\x${byte}`)
        .join(""),
    "xxd -p, wrapped at 60": (value) => wrap(hexOf(value).join(""), 60),
  },
  "decimal bytes": {
    "JSON of a Buffer": (value) => JSON.stringify(Buffer.from(value)),
    "with blanks": (value) => bytesOf(value).join(", "),
  },
  percent: {
    encodeURIComponent: (value) => encodeURIComponent(value),
    encodeURI: (value) => encodeURI(value),
    "form (+ for blank)": (value) => new URLSearchParams({ p: value }).toString(),
    "RFC 3986": (value) => encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`),
    "lower-case digits": (value) => encodeURIComponent(value).toLowerCase(),
    everything: (value) =>
      hexOf(value)
        .map((byte) => `%${byte}`)
        .join(""),
    twice: (value) => encodeURIComponent(encodeURIComponent(value)),
  },
  "quoted-printable": {
    unwrapped: (value) =>
      bytesOf(value)
        .map((byte) =>
          byte === 9 || (byte >= 32 && byte <= 126 && byte !== 61)
            ? String.fromCharCode(byte)
            : `=${(byte + 256).toString(16).slice(1).toUpperCase()}`,
        )
        .join(""),
  },
  JSON: {
    "JSON.stringify": (value) => JSON.stringify({ value }),
    "JSON in JSON": (value) => JSON.stringify(JSON.stringify({ value })),
    "ASCII only (Python)": (value) => JSON.stringify(value).replace(/[^ -~]/g, unicode),
    "slashes escaped (PHP)": (value) => JSON.stringify(value).replaceAll("/", "\\/"),
    "HTML-safe (Go)": (value) => JSON.stringify(value).replace(/[<>&]/g, unicode),
    "System.Text.Json": (value) =>
      JSON.stringify(value)
        .slice(1, -1)
        .replaceAll('\\"', '"')
        .replace(/["'&<>+`]|[^ -~]/g, (c) => unicode(c).toUpperCase().replace("\\U", "\\u")),
  },
  "Unicode escapes": {
    everything: (value) => value.split("").map(unicode).join(""),
    "beyond ASCII": (value) => value.replace(/[^ -~]/g, unicode),
  },
  "C escapes": {
    "string literal": (value) =>
      value
        .replaceAll("\\", "\\\\")
        .replaceAll('"', '\\"')
        .replaceAll("'", "\\'")
        .replaceAll("\n", "\\n")
        .replaceAll("\t", "\\t"),
    "Python bytes": (value) => pyBytes(value),
    "octal (od, git)": (value) =>
      bytesOf(value)
        .map((byte) => `\\${(byte + 512).toString(8).slice(1)}`)
        .join(""),
  },
  "HTML and XML": {
    "named entities": (value) => html(value, "&quot;", "&apos;"),
    "&#39;": (value) => html(value, "&quot;", "&#39;"),
    "&#x27;": (value) => html(value, "&quot;", "&#x27;"),
    "Python html.escape": (value) => html(value, "&quot;", "&#x27;"),
    "Go html": (value) => html(value, "&#34;", "&#39;"),
    "text only": (value) => html(value, '"', "'"),
    decimal: (value) => Array.from(value, (c) => `&#${c.codePointAt(0)};`).join(""),
    hexadecimal: (value) => Array.from(value, (c) => `&#X${c.codePointAt(0)?.toString(16).toUpperCase()};`).join(""),
  },
  "shell quotes": {
    "single quotes": (value) => `'${value.split("'").join(`'\\''`)}'`,
    "single in double": (value) => `'${value.split("'").join(`'"'"'`)}'`,
    "double quotes": (value) => `"${value.replace(/[\\$"`]/g, (c) => `\\${c}`)}"`,
  },
  backslashes: {
    "bash printf %q": (value) =>
      value.replaceAll("\n", "").replace(/[^\w%+\-./:=@,]/g, (c) => (c > "~" ? c : `\\${c}`)),
    "regular expression": (value) => value.replace(/[.*+?^${}()|[\]\\]/g, (c) => `\\${c}`),
    "docker argument": (value) => value.replaceAll('"', '\\"'),
    doubled: (value) => value.split("\\").join("\\\\"),
  },
  "doubled quotes": {
    "expression, SQL, YAML": (value) => `'${value.split("'").join("''")}'`,
    CSV: (value) => `"${value.split('"').join('""')}"`,
  },
  PowerShell: { backticks: (value) => value.replace(/[`$"]/g, (c) => `\`${c}`) },
};

describe("a canary is found", () => {
  const canaries = {
    token: "ghs_4bD9xKqP7mZ2vR8tLw3N",
    password: `p&ss "w0rd'$\\x/é+<3>=%~!`,
    "key of many lines": pem(),
    "long token": `eyJ${randomBytes(900).toString("base64url")}`,
  };
  const rows = Object.entries(printed).flatMap(([encoding, forms]) =>
    Object.entries(forms).map(([form, print]) => ({ encoding, form, print })),
  );

  test("in every encoding there is a row for", () => {
    expect(Object.keys(printed)).toEqual(Object.keys(encodings));
  });

  test("and each encoding is documented", () => {
    const page = readFileSync(new URL("../../docs/secrets.md", import.meta.url), "utf8");
    const table = page.slice(page.indexOf("| encoding |"), page.indexOf("A test prints"));
    const names = Array.from(table.matchAll(/^\| (.+?) \|/gm), ([, name]) => name);
    expect(names.slice(1)).toEqual(Object.keys(encodings));
  });

  let found = 0;
  let tried = 0;
  test.each(rows)("as $encoding: $form", ({ print }) => {
    for (const [name, canary] of Object.entries(canaries)) {
      tried++;
      const text = Buffer.concat([Buffer.from("before "), Buffer.from(print(canary)), Buffer.from(" after")]);
      const guard = secretGuard([canary]);
      const redacted = guard.redact(text.toString());
      // Only UTF-16 is no UTF-8 text that could be shown; it is searched in files.
      const isText = Buffer.from(text.toString()).equals(text);
      expect({
        name,
        holds: guard.holds(text),
        redacted: redacted.includes("***") || !isText,
        left: guard.holds(redacted),
      }).toEqual({
        name,
        holds: true,
        redacted: true,
        left: false,
      });
      found++;
    }
  });

  test("of each row and kind", () => {
    console.log(
      `canaries found: ${found} of ${tried} (${Object.keys(printed).length} encodings, ${rows.length} forms)`,
    );
    expect(tried).toBe(rows.length * Object.keys(canaries).length);
    expect(found).toBe(tried);
  });

  test("line by line, where a key is copied in part", () => {
    const line = canaries["key of many lines"].split("\n")[3] ?? "";
    for (const text of [line, btoa(line), encodeURIComponent(line)]) {
      expect(secretGuard([canaries["key of many lines"]]).holds(text)).toBe(true);
    }
  });

  test("with the quotes of a .env file around it or without", () => {
    const guard = secretGuard(['"quoted-secret"']);
    expect(guard.holds("x quoted-secret x")).toBe(true);
  });

  test("in the parts PowerShell colours apart", () => {
    const guard = secretGuard(["firstpart&+secondpart"]);
    expect(guard.redact("firstpart&+ and econdpart")).toBe("*** and ***");
  });
});

describe("redaction", () => {
  test("leaves the text around a secret as it was", () => {
    const guard = secretGuard(["hunter2hunter2"]);
    expect(guard.redact("é: hunter2hunter2, ✓ HUNTER2hunter2\n")).toBe("é: ***, ✓ ***\n");
    expect(guard.redact("nothing here ✓\r\n")).toBe("nothing here ✓\r\n");
  });

  test("takes out overlapping and adjoining secrets as one", () => {
    expect(secretGuard(["abcdef", "defghi"]).redact("xabcdefghix")).toBe("x***x");
    expect(secretGuard(["abcdef"]).redact("abcdefabcdef")).toBe("***");
  });

  test("takes out one that another was hiding", () => {
    expect(secretGuard(["secret1", "pass***word"]).redact("a passsecret1word b")).toBe("a *** b");
  });

  test("ends for values made of asterisks", () => {
    expect(secretGuard(["*******"]).redact("a ******* b")).toBe("a ******* b");
  });

  test("takes a whole long token away, not only a piece of it", () => {
    const token = `eyJ${randomBytes(2000).toString("base64url")}`;
    expect(secretGuard([token]).redact(`a ${token} b`)).toBe("a *** b");
  });
});

describe("a guard", () => {
  test("of nothing finds nothing", () => {
    for (const guard of [secretGuard([]), secretGuard(["", "  "])]) {
      expect(guard.isEmpty).toBe(true);
      expect(guard.holds("anything")).toBe(false);
      expect(guard.redact("anything")).toBe("anything");
      expect(guard.scanner().push(Buffer.from("anything"))).toBe(false);
    }
  });

  test("finds a short value that is vouched for as it is, but not by chance in base64", () => {
    const guard = secretGuard(["k9-x"]);
    expect(guard.redact("pin k9-x.")).toBe("pin ***.");
    expect(guard.holds(`u:${btoa("k9-x").slice(0, 5)}`)).toBe(false);
  });

  test("does not take a PEM header for a secret", () => {
    expect(secretGuard([pem()]).holds("-----BEGIN RSA PRIVATE KEY-----")).toBe(false);
  });

  test("finds a secret cut at any place between chunks", () => {
    const text = Buffer.from(`${"a".repeat(300)}é${btoa("x:tOp-SeCrEt-42")}${"b".repeat(300)}`);
    for (let cut = 0; cut <= text.length; cut++) {
      const scanner = secretGuard(["tOp-SeCrEt-42"]).scanner();
      expect(scanner.push(text.subarray(0, cut)) || scanner.push(text.subarray(cut)) || `missed at ${cut}`).toBe(true);
    }
    const scanner = secretGuard(["tOp-SeCrEt-42"]).scanner();
    expect([...text].some((byte) => scanner.push(Uint8Array.of(byte)))).toBe(true);
  });
});

describe("for any secret", () => {
  const secrets = fc
    .oneof(
      fc.string({ minLength: 8, maxLength: 60, unit: "grapheme" }),
      fc.string({ minLength: 8, maxLength: 300, unit: "grapheme-ascii" }),
      fc
        .array(
          fc.string({ minLength: 8, maxLength: 70, unit: fc.constantFrom(...Array.from(`abcXYZ019+/='"\\ $&<%`)) }),
          {
            minLength: 2,
            maxLength: 8,
          },
        )
        .map((lines) => lines.join("\n")),
    )
    .filter((value) => value.trim().length >= 8 && /[^*]{6}/u.test(value.trim()));
  const around = fc.string({ maxLength: 200, unit: "grapheme" });

  test.each(Object.keys(encodings))("in %s, it is found wherever it stands and redacted", (name) => {
    fc.assert(
      fc.property(secrets, around, around, fc.nat(), (secret, before, after, which) => {
        const forms = (encodings[name]?.(secret.trim()) ?? [])
          .map((form) => (typeof form === "string" ? Buffer.from(form) : Buffer.from(form)))
          .filter((form) => form.toString("latin1").replaceAll(/[\r\n]/g, "").length >= 8);
        const form = forms[which % Math.max(1, forms.length)];
        if (form === undefined) return;
        const guard = secretGuard([secret]);
        const text = Buffer.concat([Buffer.from(before), form, Buffer.from(after)]);
        expect(guard.holds(text)).toBe(true);
        const redacted = guard.redact(text.toString());
        expect(guard.holds(redacted)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test("a text that has nothing to do with it holds nothing", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 60 }), fc.lorem({ maxCount: 40 }), (bytes, text) => {
        const secret = Buffer.from(bytes).toString("base64url");
        fc.pre(!/^[A_-]+$/.test(secret));
        expect(secretGuard([secret]).holds(text)).toBe(false);
        expect(secretGuard([secret]).redact(text)).toBe(text);
      }),
    );
  });

  test("chunks find what the whole finds", () => {
    fc.assert(
      fc.property(secrets, fc.array(fc.nat(400), { maxLength: 6 }), (secret, cuts) => {
        const text = Buffer.from(`${"-".repeat(100)}${secret}${"-".repeat(100)}`);
        const scanner = secretGuard([secret]).scanner();
        const edges = [0, ...cuts.sort((a, b) => a - b), text.length];
        const found = edges.some((edge, index) => scanner.push(text.subarray(edge, edges[index + 1] ?? text.length)));
        expect(found).toBe(true);
      }),
    );
  });
});

function pem(): string {
  const body = wrap("MIIEpAIBAAKCAQEA7bq+/9xkT2vW".repeat(20) + "Zk3+/Qw8", 64);
  return `-----BEGIN RSA PRIVATE KEY-----\n${body}\n-----END RSA PRIVATE KEY-----\n`;
}
function ascii(value: string, change: "toUpperCase" | "toLowerCase"): string {
  return value.replace(/[a-z]/gi, (letter) => letter[change]());
}
function latin1(value: string): string {
  return Buffer.from(value).toString("latin1");
}
function unicode(unit: string): string {
  return `\\u${(unit.charCodeAt(0) + 0x10000).toString(16).slice(1)}`;
}
function html(value: string, quote: string, apostrophe: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': quote, "'": apostrophe };
  return value.replace(/[&<>"']/g, (character) => names[character] ?? "");
}
function pyBytes(value: string): string {
  return bytesOf(value)
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (character === "\n") return "\\n";
      if (/["'\\]/.test(character)) return `\\${character}`;
      return byte < 32 || byte > 126 ? `\\x${byte.toString(16)}` : character;
    })
    .join("");
}
function base32(bytes: number[]): string {
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const text = (bits.match(/.{1,5}/g) ?? []).map(
    (five) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[parseInt(five.padEnd(5, "0"), 2)],
  );
  return text.join("").padEnd(Math.ceil(text.length / 8) * 8, "=");
}
