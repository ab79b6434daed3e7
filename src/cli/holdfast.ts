#!/usr/bin/env node
import { systemWorld } from "../world.ts";
import { holdfast } from "./command-line.ts";

process.exitCode = await holdfast(systemWorld(), process.argv.slice(2), {
  folder: process.cwd(),
  node: process.execPath,
  hasTerminal: process.stdin.isTTY,
});
