/** The process of one invocation. Its argument is {@link InvocationOptions} as JSON. */
import { automations } from "./automations.ts";
import { invoke, type InvocationOptions, type Said } from "./invocation.ts";

const options = JSON.parse(process.argv[2] ?? "") as InvocationOptions;
const automation = automations.get(options.id);
if (!automation) throw new Error(`no automation is written for case ${options.id}`);
const say = (said: Said) => void process.stdout.write(`${JSON.stringify(said)}\n`);
say({ outcome: await invoke(automation, options, (log) => say({ log })) });
