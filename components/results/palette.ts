/** The colours of a drawing. */
export type Palette = Record<
  | "better"
  | "onBetter"
  | "tied"
  | "onTied"
  | "worse"
  | "onWorse"
  | "worseEdge"
  | "paper"
  | "ink"
  | "muted"
  | "rule"
  | "edge"
  | "whisker"
  | "heatLow",
  string
>;

/** In a page: the tokens, so that a drawing follows the reader's theme. */
export const THEME: Palette = {
  better: "var(--color-better)",
  onBetter: "var(--color-on-better)",
  tied: "var(--color-tied)",
  onTied: "var(--color-on-tied)",
  worse: "var(--color-worse)",
  onWorse: "var(--color-on-worse)",
  worseEdge: "var(--color-worse-edge)",
  paper: "var(--color-paper)",
  ink: "var(--color-ink)",
  muted: "var(--color-muted)",
  rule: "var(--color-rule)",
  edge: "var(--color-edge)",
  whisker: "var(--color-whisker)",
  heatLow: "var(--color-heat-low)",
};

/** In a file: the light theme's tokens as sRGB, which every drawing program and LaTeX can read. */
export const PRINT: Palette = {
  better: "#da7626",
  onBetter: "#1c0e05",
  tied: "#1d568b",
  onTied: "#fafcfe",
  worse: "#cad0d4",
  onWorse: "#171f23",
  worseEdge: "#798286",
  paper: "#ffffff",
  ink: "#17201e",
  muted: "#4f5956",
  rule: "#d5dbd8",
  edge: "#7c8681",
  whisker: "#0f1816",
  heatLow: "#8c9ba4",
};
