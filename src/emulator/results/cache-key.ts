/** The key of a cache entry, bounded as the clients bound it. */
import * as z from "zod";

export const CacheKey = z
  .string()
  .min(1, "the key is empty")
  .max(512, "the key is longer than 512 characters")
  .regex(/^[^,]*$/, "the key has a comma");
