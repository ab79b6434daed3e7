/** The key behind the emulator's tokens and URLs: kept with the state, so that both outlive a restart. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Random } from "../world.ts";
import type { Row, State } from "./state.ts";

interface KeyRow extends Row {
  /** 32 bytes as hex. */
  readonly hex: string;
}

export interface SigningKey {
  /** HMAC-SHA256 of a text. */
  sign(text: string): Buffer;
  /** Whether a signature is the one of this text. */
  verify(text: string, signature: Buffer): boolean;
}

/** The state's key, made when first asked for. */
export function signingKey(state: State, random: Random): SigningKey {
  const keys = state.table<KeyRow>("signing-keys");
  const { hex } = keys.all()[0] ?? keys.insert({ hex: random.bytes(32).toString("hex") });
  const sign = (text: string) => createHmac("sha256", Buffer.from(hex, "hex")).update(text).digest();
  return {
    sign,
    verify: (text, signature) => {
      const expected = sign(text);
      return signature.length === expected.length && timingSafeEqual(signature, expected);
    },
  };
}
