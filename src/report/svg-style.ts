/** What the drawing looks like, in light and in dark. */
import type { OperationState } from "./operation.ts";

/** The size of letters and lines in pixels. */
export const letters = { label: 14, note: 12, edge: 11 } as const;

interface Colors {
  readonly canvas: string;
  readonly box: string;
  readonly group: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly way: string;
  readonly good: string;
  readonly busy: string;
  readonly wait: string;
  readonly bad: string;
  readonly undone: string;
}

/** Text has at least 4.5:1 on canvas, box and group; lines have 3:1. */
export const themes: Readonly<Record<"light" | "dark", Colors>> = {
  light: {
    canvas: "#ffffff",
    box: "#f6f8fa",
    group: "#fbfcfd",
    text: "#1f2328",
    quiet: "#57606a",
    line: "#818b98",
    way: "#1f2328",
    good: "#1a7f37",
    busy: "#0969da",
    wait: "#8a5d00",
    bad: "#cf222e",
    undone: "#7b4fc9",
  },
  dark: {
    canvas: "#0d1117",
    box: "#161b22",
    group: "#11161d",
    text: "#e6edf3",
    quiet: "#9da7b3",
    line: "#6e7681",
    way: "#e6edf3",
    good: "#3fb950",
    busy: "#58a6ff",
    wait: "#d9a427",
    bad: "#ff7b72",
    undone: "#b794f6",
  },
};

const colorOf: Readonly<Record<OperationState, keyof Colors>> = {
  pending: "quiet",
  skipped: "quiet",
  running: "busy",
  waiting: "wait",
  done: "good",
  replayed: "good",
  "dead-letters": "wait",
  compensated: "undone",
  interrupted: "bad",
  failed: "bad",
};

const dashed: readonly OperationState[] = ["pending", "skipped", "replayed", "interrupted", "compensated"];

/** The style sheet that every drawing carries; nothing of it reaches outside the drawing. */
export function styleSheet(): string {
  const states = Object.entries(colorOf).map(([state, color]) => `.holdfast .${state}{--state:var(--${color})}`);
  return [
    `.holdfast{${variables(themes.light)};font-family:system-ui,-apple-system,"Segoe UI","Noto Sans",Helvetica,Arial,sans-serif}`,
    `@media (prefers-color-scheme:dark){.holdfast{${variables(themes.dark)}}}`,
    ".holdfast .canvas{fill:var(--canvas)}",
    ...states,
    ".holdfast .box{fill:var(--box);stroke:var(--state);stroke-width:1.5}",
    ".holdfast .bar{fill:var(--state)}",
    ".holdfast .failed .box,.holdfast .dead-letters .box,.holdfast .waiting .box{stroke-width:2.5}",
    `${dashed.map((state) => `.holdfast .${state} .box`).join(",")}{stroke-dasharray:5 3}`,
    ".holdfast.plan .box{stroke-dasharray:none}",
    ".holdfast .group{fill:var(--group);stroke:var(--line);stroke-width:1}",
    ".holdfast .edge{fill:none;stroke:var(--line);stroke-width:1.2}",
    ".holdfast .edge.failure{stroke-dasharray:5 4}",
    ".holdfast .edge.taken{stroke:var(--way);stroke-width:2.2}",
    ".holdfast .head{fill:var(--line)}",
    ".holdfast .head.taken{fill:var(--way)}",
    `.holdfast text{fill:var(--text);font-size:${letters.label}px}`,
    `.holdfast .note{font-size:${letters.note}px;fill:var(--quiet)}`,
    ".holdfast .state{fill:var(--state)}",
    `.holdfast .way{font-size:${letters.edge}px;fill:var(--quiet);stroke:var(--canvas);stroke-width:4;paint-order:stroke}`,
    ".holdfast .name{stroke:var(--group)}",
  ].join("\n");
}

function variables(colors: Colors): string {
  return Object.entries(colors)
    .map(([name, color]) => `--${name}:${color}`)
    .join(";");
}
