/** One kind of passing trouble and how tools report it. */
export interface CatalogueEntry {
  /** Its name for people. */
  readonly rule: string;
  readonly pattern: RegExp;
  /** A line as a tool prints it. */
  readonly example: string;
}

/**
 * What tools print when the trouble is likely to pass; the first match names it.
 *
 * It holds no permanent faults: what it does not know is retried too, so a wrong entry could only take a retry away.
 * Patterns have no `*` or `+`, so that matching stays linear in the text, and a test says so.
 */
export const CATALOGUE: readonly CatalogueEntry[] = [
  {
    rule: "rate limited (HTTP 429)",
    pattern:
      /\b(?:http(?:\/[\d.]{1,3})?|status|error|code|response)[ :=(_"']{0,3}(?:status|code|error)?[ :=(_"']{0,3}429\b|\b429 too many requests|\btoo ?many ?requests|rate limit (?:was )?exceeded|secondary rate limit|pull rate limit/i,
    example: "curl: (22) The requested URL returned error: 429",
  },
  {
    rule: "gateway trouble (HTTP 502, 503, 504)",
    pattern:
      /\b(?:http(?:\/[\d.]{1,3})?|status|error|code|response)[ :=(_"']{0,3}(?:status|code|error)?[ :=(_"']{0,3}50[234]\b|\b502 bad gateway|\b503 service (?:temporarily )?unavailable|\b504 gateway time-?out|upstream connect error/i,
    example: "curl: (22) The requested URL returned error: 503",
  },
  {
    rule: "name resolution (DNS)",
    pattern:
      /\b(?:ENOTFOUND|EAI_AGAIN)\b|could not resolve (?:host|proxy)|temporary failure (?:in name resolution|resolving)|name or service not known|nodename nor servname provided|: no such host\b|NameResolutionError/i,
    example: "curl: (6) Could not resolve host: registry.example.org",
  },
  {
    rule: "TLS handshake",
    pattern:
      /TLS handshake timeout|(?:ssl|tls)[^\n]{0,30}handshake[^\n]{0,20}(?:fail|time|error)|gnutls_handshake\(\) failed|GnuTLS recv error|SSL_ERROR_SYSCALL|unable to establish SSL connection|unexpected eof while reading/i,
    example: "net/http: TLS handshake timeout",
  },
  {
    rule: "connection reset or refused",
    pattern:
      /\b(?:ECONNRESET|ECONNREFUSED|ECONNABORTED|ENETUNREACH|EHOSTUNREACH|ENETDOWN|UND_ERR_SOCKET)\b|connection (?:was )?(?:reset|refused|aborted)|connection (?:was )?closed by (?:peer|remote)|forcibly closed by the remote host|remote end closed connection|socket hang up|empty reply from server|network is unreachable|no route to host|failed to connect to|recv failure/i,
    example: "Error: read ECONNRESET",
  },
  {
    rule: "network timeout",
    pattern:
      /\b(?:ETIMEDOUT|ESOCKETTIMEDOUT|ERR_SOCKET_TIMEOUT|UND_ERR_CONNECT_TIMEOUT|UND_ERR_HEADERS_TIMEOUT)\b|connection timed ?out|operation timed out|read timed out|connect timeout|i\/o timeout|timeout awaiting response headers|client\.timeout exceeded/i,
    example: "dial tcp 140.82.121.4:443: i/o timeout",
  },
  {
    rule: "apt mirror or lock",
    pattern:
      /hash sum mismatch|could not get lock \/var\/lib\/(?:dpkg|apt)|unable to acquire the dpkg frontend lock|unable to fetch some archives|some index files failed to download|file has unexpected size|mirror sync in progress/i,
    example: "E: Failed to fetch http://azure.archive.ubuntu.com/ubuntu/dists/noble/InRelease  Hash Sum mismatch",
  },
  {
    rule: "npm, yarn or pnpm registry",
    pattern:
      /npm (?:ERR!|error) network|ERR_PNPM_(?:META_)?FETCH_(?:FAIL|5\d\d)|trouble with your network connection|npm (?:ERR!|error) code (?:E50\d|ERR_STREAM_PREMATURE_CLOSE)|network request to [^\n]{1,200} failed/i,
    example: "npm error network This is a problem related to network connectivity.",
  },
  {
    rule: "pip or Python package index",
    pattern:
      /\b(?:ReadTimeoutError|ConnectTimeoutError|NewConnectionError|IncompleteRead|RemoteDisconnected)\b|max retries exceeded with url|connection broken:/i,
    example: "urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='files.pythonhosted.org', port=443)",
  },
  {
    rule: "container registry",
    pattern:
      /error response from daemon:[^\n]{0,200}(?:request canceled|unexpected EOF|server misbehaving|context deadline exceeded)|received unexpected http status: 5\d\d|unexpected status (?:code|from)[^\n]{0,200}\b5\d\d\b|failed to do request: (?:head|get|put|post)|blob upload unknown/i,
    example: "received unexpected HTTP status: 500 Internal Server Error",
  },
  {
    rule: "git transport",
    pattern:
      /the remote end hung up unexpectedly|fetch-pack: unexpected disconnect|\bearly EOF\b|RPC failed; (?:curl|http)|the requested url returned error: 5\d\d|kex_exchange_identification/i,
    example: "fatal: the remote end hung up unexpectedly",
  },
  {
    rule: "package registry",
    pattern:
      /spurious network error|could not transfer artifact|could not (?:get|head) 'https?:|Gem::RemoteFetcher::FetchError|\bNU1301\b|keyserver receive failed|failed to download from [^\n]{1,200} timed out/i,
    example: "warning: spurious network error (2 tries remaining): [28] Timeout was reached",
  },
];
