/** Ours are solid, published ones outlined; round with ties, a diamond without: never told by colour. */
export type Mark = { shape: "disc" | "diamond"; isPublished: boolean };

type MarkProps = { x: number; y: number; mark: Mark };

export function DotMark({ x, y, mark: { shape, isPublished } }: MarkProps) {
  const look = isPublished
    ? { fill: "var(--color-paper)", stroke: "var(--color-muted)", strokeWidth: 1.5 }
    : { fill: "var(--color-whisker)" };
  const size = 5;
  if (shape === "disc") return <circle cx={x} cy={y} r={size} {...look} />;
  const half = size + 1.5;
  return <path d={`M${x} ${y - half}l${half} ${half}l${-half} ${half}l${-half} ${-half}z`} {...look} />;
}

/** An interval, with a halo that parts it from what it crosses. */
export function Whisker({ from, to, y }: { from: number; to: number; y: number }) {
  const path = `M${from} ${y}H${to}M${from} ${y - 5}v10M${to} ${y - 5}v10`;
  return (
    <g fill="none">
      <path d={path} stroke="var(--color-paper)" strokeWidth={5} />
      <path d={path} stroke="var(--color-whisker)" strokeWidth={2} />
    </g>
  );
}

/** A mark as it stands in a legend, in a box of 22 by 14. */
export function LegendMark({ mark }: { mark: Mark }) {
  return (
    <>
      {!mark.isPublished && <Whisker from={1} to={21} y={7} />}
      <DotMark x={11} y={7} mark={mark} />
    </>
  );
}
