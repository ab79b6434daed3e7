import { n as isSound, t as isProof } from "./verify-verdict2.js";

export { isProof, isSound };