/** Outputs of the steps before and report/licences.json → report/report.md, and the summary of the job. */
import { addSummary, executed, readJson, writeReport } from "./stage.mjs";

executed("write");
const { PACKAGES, LICENCES, CHECKED } = process.env;
const rows = readJson("report/licences.json").map(
  ({ licence, packages }) => `| ${licence.replaceAll("|", String.raw`\|`)} | ${packages.length} | ${packages[0]} |`,
);
const report = `# Dependencies

${PACKAGES} packages under ${LICENCES} licences; ${CHECKED} held to the policy.

| licence | packages | such as |
|---|---|---|
${rows.join("\n")}
`;
writeReport("report.md", report);
addSummary(report);
