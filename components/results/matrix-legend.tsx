import { PublishedMark, WhiskerMark } from "@/components/results/bar-marks";
import { PARTS, type Part, type PartNames } from "@/components/results/bars";
import { ChartLegend, type LegendEntry } from "@/components/results/chart-legend";
import { THEME as palette } from "@/components/results/palette";

type Props = { names: PartNames; parts?: readonly Part[]; withWhiskers?: boolean; withPublished?: boolean };

export function MatrixLegend({ names, parts = PARTS, withWhiskers = false, withPublished = false }: Props) {
  const entries: LegendEntry[] = parts.map((part) => ({ label: names[part], mark: <Swatch part={part} /> }));
  if (withWhiskers) {
    entries.push({ label: "95% interval", mark: <WhiskerMark x={7} top={1} bottom={13} palette={palette} /> });
  }
  if (withPublished) {
    const mark = <PublishedMark x={1} y={7} palette={palette} />;
    entries.push({ label: "Published by BAIR, 2023", mark, width: 22 });
  }
  return <ChartLegend entries={entries} />;
}

function Swatch({ part }: { part: Part }) {
  return (
    <rect
      x={0.5}
      y={0.5}
      width={13}
      height={13}
      rx={2}
      fill={palette[part]}
      stroke={part === "worse" ? palette.worseEdge : "none"}
    />
  );
}
