/**
 * What counts as secret. An action cannot ask the runner what it masks, so this says it; docs/secrets.md has the
 * same as a table for users.
 */

/** Shorter values (in characters) turn up in any text by chance; only the author or the step can vouch for them. */
const shortest = 6;
/** Even vouched for, a value below this cannot be told from ordinary text. */
const shortestVouched = 4;

/** Names whose value is secret. Matched in capitals with `-` and `.` as `_`. */
const secretName = new RegExp(
  [
    "TOKENS?$",
    "(^|_)SECRETS?(_|$)",
    "CLIENTSECRET$",
    "PASSWORD",
    "PASSWD",
    "PASSPHRASE",
    "(^|_)(PASS|PWD)$",
    "CREDENTIAL",
    "(^|_)(PAT|JWT|COOKIE|SAS|BEARER)$",
    "WEBHOOK(_UR[LI])?$",
    "AUTHORIZATION$",
    "AUTH_CONFIG$",
    "(API|PRIVATE|ACCESS|SECRET)_?KEY$",
    // Only as words: PACKAGE_KEY ends with AGE_KEY.
    "(^|_)(APP|SIGNING|SIGN|ENCRYPTION|ENCRYPT|DEPLOY|SSH|GPG|PGP|AGE|MASTER|ACCOUNT|AUTH|SERVICE|SHARED|HMAC|LICENSE|STORAGE|HOST)_?KEY$",
  ].join("|"),
);
/** Names that often hold a secret and as often something harmless; the value decides. */
const doubtfulName = /_(KEY|AUTH)$/;
/** Names that only speak about a secret, and folders and keys that are none. */
const harmlessName =
  /(_(FILE|PATH|DIR|NAME|ID|IDS|ARN|REGION|VERSION|TYPE|LENGTH|TTL|EXPIRY|EXPIRES|EXPIRES_(IN|AT)|ENABLED|POLICY|COUNT|HELPER)|PUBLIC_?KEY|CACHE_?KEY)$|^(PWD|OLDPWD|INPUT_KEY)$/;

/** Published defaults and plain words: known to everyone, and in every other text. */
const harmlessValue =
  /^(true|false|null|none|undefined|enabled|disabled|default|required|optional|password|passw0rd|secret|changeme|change-me|example|postgres|mysql|mariadb|mongodb|rabbitmq|guest|administrator|\*+|-?[\d.,]{1,11})$/i;
/** A path where a secret could be: what it points to may be secret, where it is is not. */
const path = /^(~\/|\.{1,2}\/|\/(home|root|tmp|var|etc|opt|usr|mnt|run|Users|github|__w|private)\/|[A-Za-z]:[\\/])\S*$/;

/** Values that show by their shape what they are, whatever the name. */
const telling = [
  /-----BEGIN [A-Z ]*PRIVATE KEY[A-Z ]*-----[\s\S]+?-----END [A-Z ]*-----/g,
  /\b(?:gh[oprsu]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[a-z]-[\w-]{10,}|npm_\w{30,}|[rs]k_live_\w{16,})/g,
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g,
];
/** The secret part (first group) of addresses and connection strings. */
const embedded = [
  /[a-z][a-z\d+.-]*:\/\/[^\s/?#:@]*:([^\s/?#]+)@/gi,
  /https?:\/\/([^\s/?#:@]{16,})@/gi,
  /[?&](?:sig|signature|token|access_token|api_?key|key|secret|password|pwd)=([^&\s#]+)/gi,
  /(?:^|[;\s])(?:password|pwd|AccountKey|SharedAccessKey|SharedAccessSignature|SharedSecret|client_?secret)\s*=\s*["']?([^;"'\s]+)/gi,
];
/** Finds nothing that those do not, and clears nearly all values at a tenth of their cost. */
const perhaps = new RegExp([...telling, ...embedded].map(({ source }) => source).join("|"), "i");

export interface SecretSources {
  /** The action's own tokens. */
  readonly tokens: readonly string[];
  /** What the step has masked itself (`::add-mask::`). */
  readonly masked: readonly string[];
  /** Names of environment variables the author calls secret. */
  readonly listed: readonly string[];
}

/** The values that must not be kept or shown, without duplicates. */
export function secretValues(
  environment: Readonly<Record<string, string | undefined>>,
  { tokens, masked, listed }: SecretSources,
): string[] {
  const vouched = [...tokens, ...masked, ...listed.map((name) => environment[name] ?? "")];
  const found = Object.entries(environment).flatMap(([name, value]) => secretsIn(name, value ?? ""));
  return [
    ...new Set([
      ...vouched.filter((value) => value.trim().length >= shortestVouched && !/^\**$/.test(value)),
      ...found.filter((value) => value.trim().length >= shortest && !harmlessValue.test(value.trim())),
    ]),
  ];
}

function secretsIn(name: string, value: string): string[] {
  if (value.length < shortest) return [];
  const found = perhaps.test(value) ? secretsWithin(value) : [];
  return isSecret(name, value) ? [value, ...secretsInJson(value), ...found] : found;
}

function secretsWithin(value: string): string[] {
  return [
    ...telling.flatMap((pattern) => Array.from(value.matchAll(pattern), ([whole]) => whole)),
    ...embedded.flatMap((pattern) => Array.from(value.matchAll(pattern), ([, part = ""]) => part)).flatMap(decoded),
  ];
}

function isSecret(name: string, value: string): boolean {
  const canonical = name.toUpperCase().replaceAll(/[-.]/g, "_");
  if (harmlessName.test(canonical) || path.test(value)) return false;
  return secretName.test(canonical) || (doubtfulName.test(canonical) && looksRandom(value));
}

/** One unbroken run of 20 or more characters in which letters and digits mix, as keys have and names have not. */
function looksRandom(value: string): boolean {
  return (value.match(/[\w+/=]{20,}/g) ?? []).some((run) => /\d/.test(run) && /[a-z]/i.test(run));
}

function decoded(part: string): string[] {
  try {
    return [part, decodeURIComponent(part)];
  } catch {
    return [part];
  }
}

/** A service account's file, a Docker configuration: the secrets among its members, unescaped. */
function secretsInJson(value: string): string[] {
  if (!/^\s*[[{]/.test(value)) return [];
  const found: string[] = [];
  try {
    JSON.parse(value, (name, member: unknown) => {
      if (typeof member === "string" && (name === "auth" || isSecret(name, member))) found.push(member);
      return member;
    });
  } catch {
    // Not JSON after all: the whole value and its lines are looked for.
  }
  return found;
}
