#!/usr/bin/env node
import { systemWorld } from "../world.ts";
import { holdfast } from "./command-line.ts";
import { systemTerminal } from "./terminal.ts";

process.exitCode = await holdfast(systemWorld(), process.argv.slice(2), {
  folder: process.cwd(),
  node: process.execPath,
  hasTerminal: process.stdin.isTTY,
  terminal: systemTerminal(process.stdout, process.env["TERM"]),
});
