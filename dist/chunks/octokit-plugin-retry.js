import { n as retry, t as VERSION } from "./octokit-plugin-retry2.js";

export { VERSION, retry };