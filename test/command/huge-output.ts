/** A process that lets a command write 50 MB to its standard output, and says on standard error how much memory it took. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../src/command/command.ts";
import { systemWorld } from "../../src/world/system.ts";

const folder = mkdtempSync(join(tmpdir(), "holdfast-huge-"));
const world = systemWorld();
const before = process.resourceUsage().maxRSS;
const { lastLines } = await runCommand(world, {
  script: 'import sys\nfor index in range(500000): sys.stdout.write("%99d\\n" % index)',
  shell: "python3 {0}",
  workingDirectory: folder,
  environment: world.environment,
  temporaryFolder: folder,
  lastLines: 2,
});
rmSync(folder, { recursive: true });
const grew = (process.resourceUsage().maxRSS - before) * 1024;
process.stderr.write(JSON.stringify({ grew, lastLines }));
