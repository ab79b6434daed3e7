/** The inputs of every action that works on a lane. */
import * as z from "zod/mini";
import { withDefault } from "../inputs/input.ts";
import { oneOf, text, variableNames } from "../inputs/kinds.ts";
import { vocabulary } from "../inputs/vocabulary.ts";

export const laneInputs = {
  key: z.optional(vocabulary.key),
  lane: z.optional(vocabulary.lane),
  step: z.optional(vocabulary.step),
  fingerprint: z.optional(vocabulary.fingerprint),
  "on-change": withDefault(vocabulary["on-change"], "fail"),
  paths: z.optional(vocabulary.paths),
  store: withDefault(oneOf("auto", "cache", "artifact", "directory"), "auto"),
  /** Names of environment variables whose values are kept out of everything that is stored. */
  "secret-variables": z.optional(variableNames(1_000)),
  token: z.optional(vocabulary.token),
  /** The matrix of the job as JSON: an expression in `action.yml` gives it. */
  matrix: z.optional(text),
} as const;
