import { type Legend, PARTS, type Part } from "@/components/results/bars";
import { THEME } from "@/components/results/palette";
import { PublishedMark } from "@/components/results/panel-svg";

const SWATCH: Record<Part, string> = {
  better: "fill-better",
  tied: "fill-tied",
  worse: "fill-worse stroke-worse-edge",
};

type FigureLegendProps = { legend: Legend; withPublished?: boolean };

export function FigureLegend({ legend, withPublished = false }: FigureLegendProps) {
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1.5 text-note" aria-label="Legend">
      {PARTS.map((part) => (
        <li key={part} className="inline-flex items-center gap-2">
          <svg viewBox="0 0 14 14" className="size-3.5 flex-none forced-color-adjust-none" aria-hidden="true">
            <rect x="0.5" y="0.5" width="13" height="13" rx="2" className={SWATCH[part]} />
          </svg>
          {legend[part]}
        </li>
      ))}
      {withPublished && (
        <li className="inline-flex items-center gap-2">
          <svg viewBox="0 0 22 14" className="h-3.5 w-5.5 flex-none" aria-hidden="true">
            <PublishedMark x={1} y={7} palette={THEME} />
          </svg>
          Published by BAIR, 2023
        </li>
      )}
    </ul>
  );
}
