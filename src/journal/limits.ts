/** Bounds on what is read back: checked on raw bytes, before anything is parsed. */
export const limits = {
  /** Bytes of a whole journal. */
  journal: 256 * 1024 * 1024,
  /** Bytes of one event: outputs may have 1 MiB and a summary another, escaping can double both. */
  line: 8 * 1024 * 1024,
  events: 1_000_000,
  /** Nesting of brackets within one event. */
  depth: 32,
} as const;
