/** package-lock.json → report/packages.json: every package with its version and licence, by name. */
import { executed, readJson, setOutput, writeJson } from "./stage.mjs";

executed("inventory");
const { packages } = readJson("package-lock.json");
const inventory = Object.entries(packages)
  .filter(([path, { link }]) => path !== "" && !link)
  .map(([path, { version, license, dev }]) => ({
    name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length),
    version,
    licence: license ?? "unknown",
    development: dev ?? false,
  }))
  .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
writeJson("packages.json", inventory);
setOutput("packages", inventory.length);

/** By code units, so that every machine sorts alike. */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
