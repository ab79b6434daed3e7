import { expect, test } from "vitest";
import { faultsOf, withSteps } from "./faults.ts";

const sound = "  a: { run: x }";

test.each<[what: string, text: string, faults: string[]]>([
  ["no file", "", ["1:1: the file is empty; write an automation with keys such as automation, description, version"]],
  [
    "a list",
    "- a",
    ["1:1: the file is a list; write an automation with keys such as automation, description, version"],
  ],
  ["no name", `steps:\n${sound}`, ["1:1: automation is missing; write text"]],
  ["a name that is a number", `automation: 5\nsteps:\n${sound}`, ['1:13: automation is 5; write text, in quotes: "5"']],
  ["no steps", "automation: a\nsteps: {}", ["2:1: steps: is empty; write a step"]],
  [
    "a misspelt key",
    `automation: a\nvresion: 2\nsteps:\n${sound}`,
    ['2:1: vresion is no key of an automation; did you mean "version"?'],
  ],
  [
    "a key of a step misspelt",
    withSteps("a:", "  run: x", "  timout: 3s"),
    ['5:5: steps.a.timout is no key of a step; did you mean "timeout"?'],
  ],
  [
    "a duration without its unit",
    withSteps("a: { run: x, timeout: 30 }"),
    ["3:25: steps.a.timeout is 30: a duration needs its unit; write 30s for seconds or 30m for minutes"],
  ],
  [
    "a duration in words",
    withSteps("a: { run: x, timeout: soon }"),
    [
      "3:25: steps.a.timeout is wrong: not a duration; write a number with its unit (ms, s, m, h or d), such as 30s, 10m or 1m30s",
    ],
  ],
  [
    "a duration of nothing",
    withSteps("a: { run: x, timeout: 0s }"),
    ["3:25: steps.a.timeout is no time at all; write a duration such as 30s, or leave the key out"],
  ],
  [
    "a wait without its unit",
    withSteps("a: { wait: 5 }"),
    ["3:14: steps.a.wait is 5: a duration needs its unit; write 5s for seconds or 5m for minutes"],
  ],
  [
    "a wait until no time",
    withSteps("a: { wait: { until: tomorrow } }"),
    ['3:23: steps.a.wait.until: "tomorrow" is no time with its zone; write such as 2030-01-31T08:00:00Z'],
  ],
  [
    "yes for true",
    `automation: a\ninputs: { x: { required: yes } }\nsteps:\n${sound}`,
    ['2:26: inputs.x.required is "yes"; write true or false (YAML 1.2 has no yes and on)'],
  ],
  [
    "a word that is not known",
    withSteps("a: { run: x, semantics: at-most-onse }"),
    ['3:27: steps.a.semantics is "at-most-onse", which is not known; did you mean "at-most-once"?'],
  ],
  [
    "a number out of bounds",
    withSteps("a: { run: x, max-visits: 0 }"),
    ["3:28: steps.a.max-visits is 0; write a whole number from 1 to 10000"],
  ],
  [
    "an expression for a number",
    withSteps("a: { run: x, max-visits: '${{ 3 }}' }"),
    ['3:28: steps.a.max-visits is "${{ 3 }}"; no expression can stand here: write a whole number from 1 to 10000'],
  ],
  [
    "a step that is text",
    withSteps("a: ./run.sh"),
    ['3:6: steps.a is "./run.sh"; write a step with keys such as description, if, max-visits'],
  ],
  [
    "a step that does nothing",
    withSteps("a: { env: { A: b } }"),
    ["3:3: steps.a: does nothing; write one of run, for-each, parallel, wait, wait-for, goto, end"],
  ],
  [
    "two kinds in one step",
    withSteps("a: { wait: 2h, run: x }"),
    ["3:18: steps.a.run: cannot stand in a wait; write it as a step of its own"],
  ],
  [
    "nobody who is to approve",
    withSteps('a: { wait-for: approval, approvers: [ada, acme/ops, "@eve"] }'),
    ['3:55: steps.a.approvers[2]: "@eve" names nobody; write a user such as octocat, or a team as organisation/team'],
  ],
  [
    "an undo of a wait",
    withSteps("a: { wait: 2h, compensate: x }"),
    [
      "3:18: steps.a.compensate: has no meaning in a wait; it belongs to a step that runs for each item or a step that runs a script",
    ],
  ],
  [
    "a jump in a step that works",
    withSteps("a: { run: x, goto: a }"),
    ["3:16: steps.a.goto: cannot stand in a step that runs a script; write next: for where to go after it"],
  ],
  [
    "next and end",
    withSteps("a: { run: x, next: b, end: failed }", "b: { run: x }"),
    ["3:16: steps.a.next: goes nowhere after end; write one of next and end"],
  ],
  [
    "items without a key",
    withSteps("a: { for-each: '${{ inputs }}', run: x }"),
    [
      "3:3: steps.a: a step that runs for each item needs key; an item is known by its key and never by its place, so write key: ${{ item.id }} or what else tells items apart",
    ],
  ],
  [
    "a key without items",
    withSteps("a: { run: x, key: '${{ run.key }}' }"),
    ["3:16: steps.a.key: has no meaning in a step that runs a script; it belongs to a step that runs for each item"],
  ],
  [
    "one key for all items",
    withSteps("a: { for-each: [1], key: one, run: x }"),
    ["3:28: steps.a.key: is the same for every item; write what tells them apart, such as ${{ item.id }}"],
  ],
  [
    "a file where a list is wanted",
    withSteps("a: { for-each: a.csv, key: '${{ item.a }}', run: x }"),
    ['3:18: steps.a.for-each: is the text "a.csv"; for a file write {file: a.csv}'],
  ],
  [
    "dead letters without items",
    withSteps("a: { run: x, on-exhausted: dead-letter }"),
    ["3:30: steps.a.on-exhausted: dead letters are for items of for-each; write fail or pause"],
  ],
  [
    "a condition without a look",
    withSteps("a: { wait-for: condition }"),
    ["3:3: steps.a: a wait for a condition needs run; write the script"],
  ],
  [
    "an attempt longer than all",
    withSteps("a: { run: x, timeout: 2m, deadline: 1m }"),
    ["3:25: steps.a.timeout: is longer than deadline and never reached; lower the one or raise the other"],
  ],
  [
    "a misspelt policy",
    withSteps("a: { run: x, retry: standrad }"),
    ['3:23: steps.a.retry: there is no retry policy "standrad"; did you mean "standard"?'],
  ],
  [
    "a wrong policy",
    withSteps("a: { run: x, retry: { max-attempts: 0 } }"),
    ["3:39: steps.a.retry.max-attempts is 0; write a whole number from 1 to 1000"],
  ],
  [
    "exit codes that run backwards",
    withSteps("a: { run: x, retry: { retry-on: [75, 110-100] } }"),
    ['3:35: steps.a.retry.retry-on is wrong: "110-100" runs backwards; write 100-110'],
  ],
  [
    "a misspelt way on",
    withSteps("a: { run: x, on-failure: continu }"),
    ['3:28: steps.a.on-failure is "continu"; write fail, continue, {goto: a step} or {end: failed}'],
  ],
  [
    "a misspelt jump",
    withSteps("a: { run: x, on-failure: { gto: a } }"),
    [
      "3:28: steps.a.on-failure.goto is missing; write text",
      '3:30: steps.a.on-failure.gto is no key of on-failure; did you mean "goto"?',
    ],
  ],
  [
    "a jump to nowhere",
    withSteps("fetch: { run: x, next: publsh }", "publish: { run: x }"),
    ['3:26: steps.fetch.next: there is no step "publsh"; did you mean "publish"?'],
  ],
  [
    "a jump out of a branch",
    withSteps("a: { parallel: { b: { c: { run: x, next: d } } } }", "d: { run: x }"),
    ['3:44: steps.a.parallel.b.c.next: step "d" stands in another list of steps; go to a step of the same list: c'],
  ],
  [
    "a cycle without a bound",
    withSteps("a: { run: x }", "b: { goto: a, if: failure() }"),
    [
      '4:14: steps.b.goto: makes a cycle without a bound, from step "a" to "b" and back; write max-visits: 10 or another number in step "a"',
    ],
  ],
  [
    "a bound that is passed by",
    withSteps("a: { run: x, if: run.key, max-visits: 2 }", "b: { goto: a }"),
    [
      '4:14: steps.b.goto: makes a cycle without a bound, from step "a" to "b" and back; write max-visits: 10 or another number in step "b"',
    ],
  ],
  [
    "a step that leads to itself",
    withSteps("a: { run: x, on-failure: { goto: a } }"),
    [
      '3:36: steps.a.on-failure.goto: makes a cycle without a bound, from step "a" to itself; write max-visits: 10 or another number in step "a"',
    ],
  ],
  [
    "two steps of one name",
    withSteps("a: { parallel: { b: { c: { run: x } }, d: { C: { run: x } } } }"),
    ['3:47: steps.a.parallel.d.C: differs from step "c" in line 3 in letter case only; write another name'],
  ],
  [
    "a misspelt step",
    withSteps("fetch: { run: x }", "b: { run: x, if: steps.fetsh.outputs.a }"),
    ['4:20: ${{ steps.fetsh.outputs.a }}: there is no step "fetsh"; did you mean "fetch"?'],
  ],
  [
    "a misspelt property",
    withSteps("fetch: { run: x }", "b: { run: x, if: steps.fetch.output.a }"),
    ['4:20: ${{ steps.fetch.output.a }}: a step has no output; did you mean "outputs"?'],
  ],
  [
    "a step that comes later",
    withSteps("a: { run: x, if: steps.b.outputs.x }", "b: { run: x }"),
    ['3:20: ${{ steps.b.outputs.x }}: step "b" has never run when "a" is come to; look at a step that comes before it'],
  ],
  [
    "a step beside it",
    withSteps("p: { parallel: { l: { a: { run: x } }, r: { b: { run: x, if: steps.a.outputs.x } } } }"),
    ['3:64: ${{ steps.a.outputs.x }}: step "a" has never run when "b" is come to; look at a step that comes before it'],
  ],
  [
    "itself",
    withSteps("a: { run: x, if: steps.a.outputs.x }"),
    ["3:20: ${{ steps.a.outputs.x }}: a step cannot look at itself: it has not run yet"],
  ],
  [
    "a misspelt input",
    `automation: a\nkey: k-\${{ inputs.dat }}\ninputs: { date: {} }\nsteps:\n${sound}`,
    ['2:8: ${{ inputs.dat }}: there is no input "dat"; did you mean "date"?'],
  ],
  [
    "no inputs at all",
    `automation: a\nkey: \${{ inputs.date }}\nsteps:\n${sound}`,
    ['2:6: ${{ inputs.date }}: there is no input "date": none is declared'],
  ],
  [
    "a misspelt function",
    withSteps("a: { run: x, if: contain(run) }"),
    ['3:20: steps.a.if: there is no function contain; did you mean "contains"?'],
  ],
  [
    "a misspelt context",
    withSteps("a: { run: x, if: input.a }"),
    ['3:20: steps.a.if: there is no context input; did you mean "inputs"?'],
  ],
  [
    "secrets",
    withSteps("a: { run: x, env: { A: '${{ secrets.A }}' } }"),
    [
      "3:27: steps.a.env.A: secrets are not available in expressions; hand them over in the job's env, where scripts see them",
    ],
  ],
  [
    "a hash of files",
    withSteps("a: { run: x, if: hashFiles('a') }"),
    [
      "3:20: steps.a.if: hashFiles is not available in automations; work the hash out in a step, and use the step's output",
    ],
  ],
  [
    "an item outside of for-each",
    withSteps("a: { run: x, env: { A: 'x ${{ item.a }}' } }"),
    ["3:29: ${{ item.a }}: item is there only in key, env and working-directory of a step with for-each"],
  ],
  [
    "a step before all steps",
    `automation: a\nkey: \${{ steps.a.outputs.b }}\nsteps:\n${sound}`,
    ["2:6: ${{ steps.a.outputs.b }}: steps is not known here yet; look at inputs, env, vars, github"],
  ],
  [
    "one equals sign",
    withSteps("a: { run: x, if: run.key = 'a' }"),
    [`3:20: steps.a.if: the expression "run.key = 'a'" does not parse: Unexpected symbol: '='. write == to compare`],
  ],
  [
    "double quotes",
    withSteps("a:", "  run: x", '  if: run.key == "a"'),
    [
      `5:9: steps.a.if: the expression "run.key == \\"a\\"" does not parse: Unexpected symbol: '"a"'. texts stand in single quotes: 'like this'`,
    ],
  ],
  [
    "an end that is not there",
    withSteps("a: { run: x, env: { A: '${{ run.key' } }"),
    ["3:26: steps.a.env.A: an expression begins with ${{ and does not end; close it with }}"],
  ],
  [
    "an empty expression",
    withSteps("a: { run: x, env: { A: '${{ }}' } }"),
    ["3:27: steps.a.env.A: an expression is empty; write one, such as inputs.name"],
  ],
  [
    "text around a condition",
    withSteps("a: { run: x, if: '${{ run.key }} && true' }"),
    ["3:20: steps.a.if: a condition with text around ${{ }} always holds; write the whole as run.key && true"],
  ],
  [
    "a call of a property of objects",
    withSteps("a: { run: x, if: constructor() }"),
    [
      "3:20: steps.a.if: there is no function constructor; there are contains, startsWith, endsWith, format, join, toJSON, fromJSON, case, success, failure, always, cancelled",
    ],
  ],
  [
    "a pattern that is none",
    `automation: a\ninputs: { x: { pattern: '(' } }\nsteps:\n${sound}`,
    [
      "2:14: inputs.x: its pattern is no regular expression (SyntaxError: Invalid regular expression: /(/u: Unterminated group); mend it, or escape special characters with \\",
    ],
  ],
  [
    "a default that is not allowed",
    `automation: a\ninputs: { x: { type: number, maximum: 3, default: 4 } }\nsteps:\n${sound}`,
    ["2:51: inputs.x.default: is 4; write a number to 3"],
  ],
  [
    "a choice without options",
    `automation: a\ninputs: { x: { type: choice } }\nsteps:\n${sound}`,
    ["2:16: inputs.x.type: choice needs options; write such as options: [staging, production]"],
  ],
  [
    "a bound of text",
    `automation: a\ninputs: { x: { minimum: 3 } }\nsteps:\n${sound}`,
    ["2:16: inputs.x.minimum: has no meaning for type string; write type: number, or remove it"],
  ],
])("%s is told with its place and what to write", (_what, text, faults) => {
  expect(faultsOf(text)).toEqual(faults);
});

test.each<[what: string, text: string, faults: string[]]>([
  [
    "a duplicate key",
    withSteps("a: { run: x }", "a: { run: y }"),
    ["4:3: this key was there before; remove one of the two"],
  ],
  [
    "two documents",
    "automation: a\n---\nautomation: b",
    ["2:1: a second document begins; keep one document a file, without `---` in between"],
  ],
  ["a tab", "automation: a\nsteps:\n\ta: x", ["3:1: a tab cannot indent YAML; write spaces"]],
  ["a tag", "automation: !!js/function x\nsteps: {}", ["1:13: tags (!…) have no meaning here; remove it"]],
  ["YAML 1.1", "%YAML 1.1\n---\nautomation: a", ["1:1: asks for YAML 1.1; remove the %YAML line: files are YAML 1.2"]],
  [
    "a merge",
    withSteps("a: &a { run: x }", "b: { <<: *a }"),
    ["4:3: steps.b: does nothing", "4:8: steps.b.<< would merge, which YAML 1.2 does not have; write the keys out"],
  ],
  ["a key that is a list", "automation: a\n? [a]\n: b", ["2:3: a key has to be plain text; write a name"]],
  [
    "no number",
    withSteps("a: { run: x, max-visits: .inf }"),
    ["3:28: is not a finite number; write one, or text in quotes"],
  ],
  [
    "too large a file",
    `automation: a\n#${"x".repeat(1024 * 1024)}`,
    ["1:1: larger than 1 MiB; move long lists and scripts to files of their own"],
  ],
  ["aliases without end", "a: &a [*a]", ["1:8: nested more than 100 deep; write it flatter"]],
  ["an alias of nothing", "a: *b", ["1:4: "]],
  ["deep nesting", "[".repeat(200) + "]".repeat(200), ["1:102: nested more than 100 deep; write it flatter"]],
])("%s is refused where it stands", (_what, text, faults) => {
  const found = faultsOf(text);
  expect(found).toHaveLength(faults.length);
  for (const [index, fault] of faults.entries()) expect(found[index]).toContain(fault);
});

test("a billion laughs are refused at once", () => {
  const lines = Array.from(
    { length: 30 },
    (_, depth) => `a${depth}: &a${depth} [${depth === 0 ? "x" : `*a${depth - 1},`.repeat(9)}]`,
  );
  expect(faultsOf(lines.join("\n"))).toEqual([expect.stringContaining("more than 100000 values, aliases written out")]);
});

test("all faults of a file are told at once, from its top to its end", () => {
  const text = [
    "automation: orders",
    "vresion: 3",
    "key: orders-${{ inputs.dat }}",
    "inputs:",
    "  date: { type: strin }",
    "steps:",
    "  fetch:",
    "    run: |",
    "      echo start",
    "      ./fetch.sh ${{ inputs.date }}",
    "    timeout: 30",
    "  import:",
    "    for-each: ${{ fromJSON(steps.fetsh.outputs.orders) }}",
    "    run: ./import.sh",
    "    env: { ORDER: '${{ toJSN(item) }}', OTHER: '${{ itm }}' }",
    "    next: fetsh",
  ].join("\n");
  expect(faultsOf(text).map((fault) => fault.split(" ")[0])).toEqual([
    "2:1:",
    "3:13:",
    "5:17:",
    "10:18:",
    "11:14:",
    "12:3:",
    "13:15:",
    "15:20:",
    "15:49:",
    "16:11:",
  ]);
});

test.each<[shell: string | undefined, script: string, mended: string]>([
  [undefined, "./fetch.sh ${{ inputs.date }}", './fetch.sh "$DATE"'],
  [undefined, 'echo "on ${{ inputs.date }}."', 'echo "on ${DATE}."'],
  [undefined, "echo 'on ${{ inputs.date }}.'", `echo 'on '"$DATE"'.'`],
  ["pwsh", "./fetch.ps1 ${{ inputs.date }}", "./fetch.ps1 $env:DATE"],
  ["cmd", "fetch ${{ inputs.date }}", "fetch %DATE%"],
  ["python", "print(${{ inputs.date }})", 'print(os.environ["DATE"])'],
])("an expression in a script of %s is refused with the mended form: %s", (shell, script, mended) => {
  const step = JSON.stringify({ run: script, ...(shell && { shell }) });
  const [fault, ...others] = faultsOf(`automation: a\ninputs: { date: {} }\nsteps:\n  a: ${step}`);
  expect(others).toEqual([]);
  expect(fault).toContain("\n  env:\n    DATE: '${{ inputs.date }}'\n  run: |\n    ");
  expect(fault!.split("\n").at(-1)!.trim()).toBe(mended);
});

test("expressions in unless and compensate are refused, too, each with a variable of its own", () => {
  const faults = faultsOf(
    withSteps("a:", "  run: x", "  unless: test ${{ run.key }}", "  compensate: undo ${{ vars.key }} ${{ run.key }}"),
  );
  expect(faults[0]).toMatch(/^5:18: steps\.a\.unless: /);
  expect(faults[1]).toMatch(
    /^6:22: steps\.a\.compensate: .*\n  env:\n    KEY: '\$\{\{ vars\.key \}\}'\n    KEY_2: '\$\{\{ run\.key \}\}'\n/s,
  );
  expect(faults[1]).toContain('undo "$KEY" "$KEY_2"');
});
