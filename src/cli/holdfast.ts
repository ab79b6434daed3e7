#!/usr/bin/env node
import { systemWorld } from "../world/system.ts";
import { holdfast } from "./command-line.ts";
import { systemTerminal } from "./terminal.ts";

// Whoever reads us may go away, as `head` does: what is at work goes on, unheard.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

process.exitCode = await holdfast(systemWorld(), process.argv.slice(2), {
  folder: process.cwd(),
  node: process.execPath,
  hasTerminal: process.stdin.isTTY,
  terminal: systemTerminal(process.stdout, process.env["TERM"]),
});
