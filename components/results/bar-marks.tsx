import type { Palette } from "@/components/results/palette";

type MarkProps = { x: number; y: number; palette: Palette };

/** Where a published bar divides: outlined, so that it is never taken for ours. */
export function PublishedMark({ x, y, palette }: MarkProps) {
  return (
    <g stroke={palette.muted} strokeWidth={1.5} fill={palette.paper}>
      <path d={`M${x} ${y}h12`} />
      <circle cx={x + 13} cy={y} r={4} />
    </g>
  );
}

type WhiskerProps = { x: number; top: number; bottom: number; palette: Palette };

/** Half a whisker's cap; pixels. */
const CAP = 6;

/** An interval, with a halo of paper that parts it from the bar it stands on. */
export function WhiskerMark({ x, top, bottom, palette }: WhiskerProps) {
  const path = `M${x - CAP} ${top}h${2 * CAP}M${x} ${top}V${bottom}M${x - CAP} ${bottom}h${2 * CAP}`;
  return (
    <g fill="none" strokeLinecap="square">
      <path d={path} stroke={palette.paper} strokeWidth={5} />
      <path d={path} stroke={palette.whisker} strokeWidth={2} />
    </g>
  );
}
