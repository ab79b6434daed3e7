/** Reads YAML 1.2, keeping where everything stands. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Alias, Document, Node } from "yaml";
import { FaultyFile, type Fault } from "./fault.ts";
import { plainKey } from "./plain-key.ts";
import type { Source, SourcePosition, ValuePath } from "./source.ts";

const mostBytes = 1024 * 1024;
/** Counted with every alias written out, so that a few lines cannot unfold into gigabytes. */
const mostValues = 100_000;
const mostDepth = 100;

interface Located {
  readonly node: Node;
  readonly key: Node | undefined;
  readonly children: ReadonlyMap<PropertyKey, Located>;
}

/** Throws a {@link FaultyFile} with everything that makes the text no YAML that can be worked with. */
export function readYaml(text: string, file: string): Source {
  const start = { file, line: 1, column: 1 };
  if (Buffer.byteLength(text) > mostBytes) {
    throw new FaultyFile([
      { at: start, message: "larger than 1 MiB; move long lists and scripts to files of their own" },
    ]);
  }
  const lines = new LineCounter();
  const positionOf = (offset: number): SourcePosition => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const document = parsed(text, lines, start);
  const faults = documentFaults(document, positionOf);
  if (faults.length > 0) throw new FaultyFile(faults);
  if (document.contents === null) return sourceOf(file, null, undefined, text, positionOf);

  const { value, located } = unfold(document, positionOf);
  return sourceOf(file, value, located, text, positionOf);
}

function parsed(text: string, lines: LineCounter, start: SourcePosition): Document.Parsed {
  try {
    return parseDocument(text, {
      version: "1.2",
      schema: "core",
      lineCounter: lines,
      prettyErrors: false,
      logLevel: "error",
      // Its own search for duplicates looks at every pair of keys.
      uniqueKeys: false,
    });
  } catch (error) {
    // The parser recurses: what is nested ten thousand times ends its stack.
    throw new FaultyFile([{ at: start, message: `cannot be read as YAML (${String(error)}); mend or simplify it` }]);
  }
}

function documentFaults(document: Document.Parsed, positionOf: (offset: number) => SourcePosition): Fault[] {
  const all = [...document.errors, ...document.warnings];
  // The parser tells of it once for each level that it climbs back.
  const tooDeep = all.find(({ message }) => message.includes("call stack"));
  if (tooDeep !== undefined) {
    return [{ at: positionOf(tooDeep.pos[0]), message: `nested more than ${mostDepth} deep; write it flatter` }];
  }
  const faults = all.map(({ code, message, pos }) => ({
    at: positionOf(pos[0]),
    message: inOurWords[code] ?? `${message}; mend the YAML here`,
  }));
  const { explicit, version } = document.directives.yaml;
  if (explicit === true && version !== "1.2") {
    faults.push({ at: positionOf(0), message: `asks for YAML ${version}; remove the %YAML line: files are YAML 1.2` });
  }
  return faults;
}

const inOurWords: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: "a second document begins; keep one document a file, without `---` in between",
  TAB_AS_INDENT: "a tab cannot indent YAML; write spaces",
  TAG_RESOLVE_FAILED: "tags (!…) have no meaning here; remove it",
};

/** Plain data and where it stands, with every alias written out. */
function unfold(document: Document.Parsed, positionOf: (offset: number) => SourcePosition) {
  const faults: Fault[] = [];
  const anchors = new Map<string, Node>();
  let count = 0;
  const whole = visit(document.contents!, undefined, 0);
  if (faults.length > 0) throw new FaultyFile(faults);
  return whole;

  function visit(node: Node, key: Node | undefined, depth: number): { value: unknown; located: Located } {
    const target = isAlias(node) ? (anchors.get(node.source) ?? unknownAlias(node)) : node;
    if (!isAlias(target) && target.anchor !== undefined) anchors.set(target.anchor, target);
    const leaf = (plain: unknown) => ({ value: plain, located: { node, key, children: new Map() } });
    if (++count > mostValues) {
      refuse(node, `more than ${mostValues} values, aliases written out; hand long lists over as files`);
    }
    if (depth > mostDepth) refuse(node, `nested more than ${mostDepth} deep; write it flatter`);
    if (isScalar(target)) return leaf(scalarValue(target.value, target));
    const children = new Map<PropertyKey, Located>();
    if (isSeq<Node>(target)) {
      const items = target.items.map((item, index) => {
        const child = visit(item, undefined, depth + 1);
        children.set(index, child.located);
        return child.value;
      });
      return { value: items, located: { node, key, children } };
    }
    if (!isMap<Node, Node | null>(target)) return leaf(null);
    const entries: [string, unknown][] = [];
    for (const { key: inner, value: held } of target.items) {
      const name = keyText(inner);
      if (name === undefined) {
        faults.push({ at: positionOf(startOf(inner)), message: "a key has to be plain text; write a name" });
        continue;
      }
      if (children.has(plainKey(name))) {
        faults.push({ at: positionOf(startOf(inner)), message: "this key was there before; remove one of the two" });
      }
      const child =
        held === null
          ? { value: null, located: { node: inner, key: inner, children: new Map() } }
          : visit(held, inner, depth + 1);
      entries.push([plainKey(name), child.value]);
      children.set(plainKey(name), child.located);
    }
    return { value: Object.fromEntries(entries), located: { node, key, children } };
  }

  function scalarValue(value: unknown, node: Node): unknown {
    if (typeof value === "number" && !Number.isFinite(value)) {
      faults.push({ at: positionOf(startOf(node)), message: "is not a finite number; write one, or text in quotes" });
      return 0;
    }
    return value === undefined ? null : value;
  }

  function unknownAlias(node: Alias): never {
    return refuse(node, `no anchor &${node.source} stands before this; write the value itself`);
  }

  function refuse(node: Node, message: string): never {
    throw new FaultyFile([...faults, { at: positionOf(startOf(node)), message }]);
  }
}

/** A key as it is written: `1` and `yes` are names like others. */
function keyText(key: Node): string | undefined {
  if (!isScalar(key) || key.value === null || key.value === "") return undefined;
  return typeof key.value === "string" ? key.value : (key.source ?? undefined);
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function sourceOf(
  file: string,
  value: unknown,
  root: Located | undefined,
  text: string,
  positionOf: (offset: number) => SourcePosition,
): Source {
  function nearest(path: ValuePath): Located | undefined {
    let found = root;
    for (const key of path) {
      const child = found?.children.get(key);
      if (child === undefined) return found;
      found = child;
    }
    return found;
  }

  return {
    file,
    value,
    valueAt(path) {
      const located = nearest(path);
      return positionOf(located === undefined ? 0 : startOf(located.node));
    },
    keyAt(path) {
      const located = nearest(path);
      return positionOf(located === undefined ? 0 : startOf(located.key ?? located.node));
    },
    characterAt(path, index) {
      const node = nearest(path)?.node;
      if (!isScalar(node) || typeof node.value !== "string" || !node.range) return this.valueAt(path);
      return positionOf(node.range[0] + offsetInSource(node.value, text.slice(node.range[0], node.range[1]), index));
    },
  };
}

/** Quotes, escapes and folded lines make a text's source another text: the expression's start is the nearest sure place. */
function offsetInSource(value: string, source: string, index: number): number {
  const opening = value.lastIndexOf("${{", index);
  const anchor = Math.max(0, opening);
  const nth = opening === -1 ? 0 : value.slice(0, opening).split("${{").length;
  const start = opening === -1 ? beginningOf(source, value) : nthIndexOf(source, "${{", nth);
  if (start === -1) return 0;
  const between = value.slice(anchor, index);
  return source.startsWith(between, start) ? start + between.length : start;
}

function beginningOf(source: string, value: string): number {
  return source.indexOf(value.slice(0, 8).split("\n")[0] ?? "");
}

function nthIndexOf(text: string, part: string, nth: number): number {
  let index = -1;
  for (let seen = 0; seen < nth; seen++) {
    index = text.indexOf(part, index + 1);
    if (index === -1) return -1;
  }
  return index;
}
