import type { ReactNode } from "react";

type Props = {
  width: number;
  height: number;
  /** screen: always seen. still: on paper and without scripts, in place of a chart that needs one. file: in files only. */
  shown: "screen" | "still" | "file";
  children: ReactNode;
};

const SHOWN = {
  screen: "block",
  still: "hidden noscript:block print:block",
  file: "hidden",
};

/**
 * A drawing of a panel in plain SVG, from attributes only; colours from THEME. It is what the panel's files hold, in
 * place of any chart beside it. Width and height: pixels at the size it has in a file.
 */
export function Drawing({ width, height, shown, children }: Props) {
  return (
    <svg
      data-drawing=""
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
      className={`h-auto max-w-full font-sans ${SHOWN[shown]}`}
    >
      {children}
    </svg>
  );
}
