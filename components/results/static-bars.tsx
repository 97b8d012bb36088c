import { hasRoom, type Part, placeOutside, toPublishedMarks, toSegments } from "@/components/results/bars";
import type { MatrixBar } from "@/lib/results/schema";

const LOOK: Record<Part, string> = {
  better: "bg-better text-on-better border-t-2 border-paper",
  tied: "bg-tied text-on-tied border-t-2 border-paper",
  worse: "bg-worse text-on-worse ring-1 ring-inset ring-worse-edge",
};

/** The bars for paper, whose width a chart on the screen does not learn in time, and for a browser without scripts. */
export function StaticBars({ bars }: { bars: MatrixBar[] }) {
  return (
    <div className="absolute inset-0 hidden grid-cols-[repeat(var(--bars),minmax(0,1fr))] noscript:grid print:grid">
      {bars.map((bar) => (
        <div key={`${bar.model} ${bar.opponent}`} className="relative mx-auto w-[48%] max-w-21">
          <StaticBar bar={bar} />
        </div>
      ))}
    </div>
  );
}

function StaticBar({ bar }: { bar: MatrixBar }) {
  const segments = toSegments(bar);
  return (
    <>
      {segments.map((segment) => (
        <span
          key={segment.part}
          className={`absolute inset-x-0 flex items-center justify-center overflow-hidden font-medium [forced-color-adjust:none] [print-color-adjust:exact] ${LOOK[segment.part]}`}
          style={{ bottom: `${segment.from}%`, height: `${segment.percent}%` }}
        >
          {hasRoom(segment) && segment.figure}
        </span>
      ))}
      {placeOutside(segments, 5).map(({ segment, at }) => (
        <span
          key={segment.part}
          className="absolute end-full me-1 translate-y-1/2 text-note leading-none"
          style={{ bottom: `${at}%` }}
        >
          {segment.figure}
        </span>
      ))}
      {toPublishedMarks(bar).map((percent) => (
        <span
          key={percent}
          className="absolute start-full ms-[3px] w-3 border-t-[1.5px] border-muted after:absolute after:-end-[5px] after:-top-[4.75px] after:size-2 after:rounded-full after:border-[1.5px] after:border-muted after:bg-paper"
          style={{ bottom: `${percent}%` }}
        />
      ))}
    </>
  );
}
