import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { onLinux, onPosix, openScene } from "./scene.ts";

const success = { kind: "exited", code: 0 };

describe.runIf(onPosix).concurrent("a command", () => {
  test("runs in its working directory, also through a link", async (context) => {
    const scene = openScene(context);
    mkdirSync(join(scene.folder, "real"));
    symlinkSync(join(scene.folder, "real"), join(scene.folder, "link"));
    const result = await scene.run("pwd -P", { workingDirectory: join(scene.folder, "link") });
    expect(result.end).toEqual(success);
    expect(scene.stdout()).toBe(`${join(scene.folder, "real")}\n`);
  });

  test("is told that its working directory is missing, or is a file", async (context) => {
    const scene = openScene(context);
    writeFileSync(join(scene.folder, "file"), "");
    for (const name of ["missing", "file"]) {
      const path = join(scene.folder, name);
      const { end } = await scene.run("true", { workingDirectory: path });
      expect(end).toEqual({ kind: "not-started", message: `the working directory ${path} is not a folder` });
    }
  });

  test("that the system refuses to start says why", async (context) => {
    const scene = openScene(context);
    writeFileSync(join(scene.folder, "notes"), "#!/nowhere/program\n", { mode: 0o755 });
    const refused = await scene.run("true", { shell: "./notes {0}" });
    expect(refused.end).toEqual({
      kind: "not-started",
      message: expect.stringContaining("notes could not be started"),
    });
    const tooLarge = await scene.run("true", {
      environment: { PATH: process.env["PATH"], LARGE: "x".repeat(3_000_000) },
    });
    expect(tooLarge.end).toEqual({ kind: "not-started", message: expect.stringContaining("E2BIG") });
  });

  test("has no standard input", async (context) => {
    const scene = openScene(context);
    expect((await scene.run("cat; read -r line || echo closed")).end).toEqual(success);
    expect(scene.stdout()).toBe("closed\n");
  });

  test.runIf(onLinux)("sees the environment it is given and nothing else", async (context) => {
    const scene = openScene(context);
    await scene.run("env | sed 's/=.*//' | sort", {
      environment: { PATH: process.env["PATH"], MINE: "1", NOT: undefined },
    });
    expect(scene.stdout().trim().split("\n")).toEqual([
      "GITHUB_ENV",
      "GITHUB_OUTPUT",
      "GITHUB_PATH",
      "GITHUB_STATE",
      "GITHUB_STEP_SUMMARY",
      "HOLDFAST_PROCESS",
      "MINE",
      "PATH",
      "PWD",
      "SHLVL",
      "_",
    ]);
  });

  test("hands out its output as it comes", async (context) => {
    const scene = openScene(context);
    const running = scene.run("echo first; until [ -e go ]; do sleep 0.02; done; echo second", { timeout: 10_000 });
    await expect.poll(scene.stdout, { timeout: 5000 }).toBe("first\n");
    writeFileSync(join(scene.folder, "go"), "");
    expect((await running).end).toEqual(success);
    expect(scene.stdout()).toBe("first\nsecond\n");
  });

  test("keeps its two streams apart, byte for byte, binary or not", async (context) => {
    const scene = openScene(context);
    const { lastLines, end } = await scene.run(String.raw`printf 'a\377\000\n'; printf 'e\033[31m\n' >&2`);
    expect(end).toEqual(success);
    expect(scene.stdoutBytes()).toEqual(Buffer.from([0x61, 0xff, 0x00, 0x0a]));
    expect(scene.stderr()).toBe("e\u001B[31m\n");
    expect([...lastLines].sort()).toEqual(["a\uFFFD", "e"]);
  });

  test("without a last new line is given one, so that what we print begins a line", async (context) => {
    const scene = openScene(context);
    const { lastLines } = await scene.run("printf 'no end'");
    expect(scene.stdout()).toBe("no end\n");
    expect(lastLines).toEqual(["no end"]);
  });

  test("that stops workflow commands for good does not stop ours", async (context) => {
    const scene = openScene(context);
    await scene.run('echo "::stop-commands::token-1"; printf "::error::x"');
    expect(scene.stdout()).toBe("::stop-commands::token-1\n::error::x\n::token-1::\n");
  });

  test("tells what it masked, when to come back and how long it took", async (context) => {
    const scene = openScene(context);
    const result = await scene.run('echo "::add-mask::hunter2"; echo "Retry-After: 3" >&2; sleep 0.2; exit 75');
    expect(result).toMatchObject({ end: { kind: "exited", code: 75 }, masked: ["hunter2"], retryAfter: 3000 });
    expect(result.duration).toBeGreaterThan(190);
    expect(result.lastLines).toEqual(["Retry-After: 3"]);
  });

  test("keeps as many last lines as asked, twenty by default", async (context) => {
    const scene = openScene(context);
    expect((await scene.run("seq 100")).lastLines).toHaveLength(20);
    expect((await scene.run("seq 100", { lastLines: 2 })).lastLines).toEqual(["99", "100"]);
  });

  test("leaves nothing in the temporary folder", async (context) => {
    const scene = openScene(context);
    await scene.run("exit 1");
    await scene.run("true");
    await scene.run("true", { shell: "missing {0}" });
    expect(readdirSync(scene.folder)).toEqual([]);
  });
});

describe.runIf(onPosix).concurrent("the command files", () => {
  test("bring back all that a script wrote", async (context) => {
    const scene = openScene(context);
    const { files, end } = await scene.run(`
      cat "$GITHUB_ENV" "$GITHUB_STATE"
      echo "a=1" >> "$GITHUB_OUTPUT"
      printf 'text<<EOF\\nline 1\\nline 2\\nEOF\\n' >> "$GITHUB_OUTPUT"
      echo "::set-output name=old::way"; echo "::set-output name=a::overruled"
      printf '\\357\\273\\277NAME=value\\r\\nOTHER=x\\r\\n' >> "$GITHUB_ENV"
      echo "$PWD/bin" >> "$GITHUB_PATH"
      echo "s=t" >> "$GITHUB_STATE"
      echo "# Done" >> "$GITHUB_STEP_SUMMARY"`);
    expect(end).toEqual(success);
    expect(files).toEqual({
      outputs: new Map([
        ["old", "way"],
        ["a", "1"],
        ["text", "line 1\nline 2"],
      ]),
      environment: new Map([
        ["NAME", "value"],
        ["OTHER", "x"],
      ]),
      path: [join(scene.folder, "bin")],
      state: new Map([["s", "t"]]),
      summary: "# Done\n",
      problems: [],
      refusals: [],
    });
  });

  test("come back from a script that failed too", async (context) => {
    const { files } = await openScene(context).run('echo "a=1" >> "$GITHUB_OUTPUT"; exit 1');
    expect(files.outputs).toEqual(new Map([["a", "1"]]));
  });

  test("that are malformed are problems, each named", async (context) => {
    const { files, end } = await openScene(context).run(`
      echo hunter2 >> "$GITHUB_OUTPUT"
      printf 'A<<EOF\\nhunter2\\n' >> "$GITHUB_ENV"
      echo "Node_Options=--require x" >> "$GITHUB_STATE"`);
    expect(end).toEqual(success);
    expect(files.problems).toEqual([
      "GITHUB_OUTPUT line 1 is neither name=value nor name<<DELIMITER",
      "GITHUB_ENV line 1 begins a value whose closing delimiter is missing",
    ]);
  });

  test("may not set NODE_OPTIONS, in any case, and the rest counts", async (context) => {
    const { files } = await openScene(context).run(`
      echo "node_options=--require ./x.js" >> "$GITHUB_ENV"
      echo "A=1" >> "$GITHUB_ENV"`);
    expect(files.environment).toEqual(new Map([["A", "1"]]));
    expect(files.problems).toEqual([]);
    expect(files.refusals).toEqual([expect.stringContaining("GITHUB_ENV may not set node_options")]);
  });

  test("are bounded", async (context) => {
    const { files } = await openScene(context).run(`
      head -c 1048577 /dev/zero > "$GITHUB_STEP_SUMMARY"
      head -c 4194305 /dev/zero > "$GITHUB_OUTPUT"`);
    expect(files.summary).toBe("");
    expect(files.refusals).toEqual(["GITHUB_STEP_SUMMARY has 1048577 bytes; at most 1048576 are taken"]);
    expect(files.problems).toEqual(["GITHUB_OUTPUT has 4194305 bytes; at most 4194304 are taken"]);
  });

  test("that became something else are refused, and those that are gone are empty", async (context) => {
    const { files, end } = await openScene(context).run(`
      ln -sf /etc/passwd "$GITHUB_OUTPUT"
      rm "$GITHUB_ENV"; mkfifo "$GITHUB_ENV"
      rm "$GITHUB_PATH"; mkdir "$GITHUB_PATH"
      rm "$GITHUB_STATE"`);
    expect(end).toEqual(success);
    expect(files.problems).toEqual([
      "GITHUB_OUTPUT is no longer a plain file",
      "GITHUB_ENV is no longer a plain file",
      "GITHUB_PATH is no longer a plain file",
    ]);
  });
});

test.runIf(onPosix)("huge output passes a slow reader in bounded memory, whole and in order", async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, "huge-output.ts")], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const errors: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  await new Promise((resolve) => setTimeout(resolve, 700)); // the reader sleeps; without back-pressure all 50 MB pile up
  let bytes = 0;
  let last = "";
  for await (const chunk of child.stdout) {
    if (!Buffer.isBuffer(chunk)) throw new Error("no bytes");
    bytes += chunk.length;
    last = (last + chunk.toString()).slice(-20);
  }
  expect(bytes).toBe(50_000_000);
  expect(last).toMatch(/ 499999\n$/);
  const { grew, lastLines } = JSON.parse(Buffer.concat(errors).toString());
  expect(lastLines).toEqual(["499998".padStart(99), "499999".padStart(99)]);
  expect(grew).toBeLessThan(40_000_000);
});
