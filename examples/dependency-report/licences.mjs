/** report/packages.json → report/licences.json: the packages of each licence, the most used one first. */
import { executed, readJson, setOutput, writeJson } from "./stage.mjs";

executed("licences");
const byLicence = Map.groupBy(readJson("report/packages.json"), ({ licence }) => licence);
const licences = [...byLicence]
  .map(([licence, packages]) => ({ licence, packages: packages.map(({ name, version }) => `${name}@${version}`) }))
  .sort((a, b) => b.packages.length - a.packages.length || (a.licence < b.licence ? -1 : 1));
writeJson("licences.json", licences);
setOutput("licences", licences.length);
