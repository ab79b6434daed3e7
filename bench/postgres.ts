/** A PostgreSQL of our own for as long as it is used: an empty cluster in a temporary folder, reached by a socket. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { access, chown, glob, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Postgres {
  /** Its version, and how it makes sure that nothing is lost. */
  readonly about: string;
  /** Address of its databases, without the name of one. */
  urlOf(database: string): string;
  [Symbol.asyncDispose](): Promise<void>;
}

const durability = ["fsync=on", "synchronous_commit=on"];

/** Starts one that syncs what it commits; undefined where PostgreSQL is not installed. Throws where it does not start. */
export async function startPostgres(): Promise<Postgres | undefined> {
  const binaries = await findBinaries();
  if (binaries === undefined) return undefined;
  const owner = await ownerOfServer();
  const folder = await mkdtemp(join(tmpdir(), "holdfast-bench-postgres-"));
  if (owner) await chown(folder, owner.uid, owner.gid);
  const options = { cwd: folder, ...owner };
  const data = join(folder, "data");
  await run(join(binaries, "initdb"), ["--pgdata", data, "--username=bench", "--auth=trust"], options);

  const settings = [...durability, "listen_addresses=", `unix_socket_directories=${folder}`];
  const server = spawn(join(binaries, "postgres"), ["-D", data, ...settings.flatMap((one) => ["-c", one])], {
    ...options,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(server, "exit");
  await readUntil(server.stderr, "ready to accept connections");
  const { stdout: version } = await run(join(binaries, "postgres"), ["--version"]);
  return {
    about: `PostgreSQL ${/\d+(\.\d+)*/.exec(version)?.[0]} (${durability.join(", ")})`,
    urlOf: (database) => `postgresql://bench@localhost/${database}?host=${folder}`,
    async [Symbol.asyncDispose]() {
      server.kill("SIGINT"); // its fast shutdown
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

/** The folder of `initdb` and `postgres`: on the search path, or where Debian keeps them. */
async function findBinaries(): Promise<string | undefined> {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  for await (const folder of glob("/usr/lib/postgresql/*/bin")) folders.push(folder);
  for (const folder of folders) {
    const both = ["initdb", "postgres"].map((name) => access(join(folder, name)));
    if ((await Promise.allSettled(both)).every(({ status }) => status === "fulfilled")) return folder;
  }
}

/** PostgreSQL refuses to run as root: there it is the user that its package made. */
async function ownerOfServer(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(["-u", "-g"].map(async (which) => run("id", [which, "postgres"])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}

/** Goes on reading after, so that the writer does not block. Throws with all that came where the text does not. */
function readUntil(stream: NodeJS.ReadableStream, text: string): Promise<void> {
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    createInterface(stream)
      .on("line", (line) => {
        lines.push(line);
        if (line.includes(text)) resolve();
      })
      .on("close", () => reject(new Error(`"${text}" did not come:\n${lines.join("\n")}`)));
  });
}
