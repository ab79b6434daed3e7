/** Serves .holdfast/build/VERSION in ENVIRONMENT. */
import { currentVersion, deploy, environmentOf } from "./servers.ts";

const { VERSION = "", ENVIRONMENT = "staging" } = process.env;
const environment = environmentOf(process.env);
const before = currentVersion(environment) ?? "nothing";

const outcome = deploy(environment, VERSION, `.holdfast/build/${VERSION}`);
console.log(
  outcome === "deployed" ? `${ENVIRONMENT}: ${before} → ${VERSION}` : `${ENVIRONMENT} has ${VERSION} already`,
);
