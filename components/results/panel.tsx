import type { ReactNode } from "react";
import { PanelDownload } from "@/components/results/panel-download";
import type { PanelNumbers } from "@/components/results/panel-numbers";
import { PanelTable } from "@/components/results/panel-table";

type Props = {
  /** Of this page alone; names the files: "win-rates". */
  id: string;
  title: string;
  /** 3 inside a section that has a head of its own. */
  level?: 2 | 3;
  /** The chart in words, its figures among them, for whoever cannot see it. Left out: the children are text or tables. */
  label?: string;
  /** Between the head and the chart: a finding, in a sentence. */
  lead?: ReactNode;
  /** A `ChartLegend`. */
  legend?: ReactNode;
  /** "How to read this", for what this panel holds and nothing else. Begins with what is drawn, not with these words. */
  howToRead: ReactNode;
  numbers: PanelNumbers;
  /** The table is what the panel shows already, or is nothing to read: it is left to the CSV. */
  withoutTable?: boolean;
  /** False: there is nothing drawn that could be a file. */
  withFigure?: boolean;
  /** A Recharts chart, or a `Drawing`; anything but these needs a hidden `Drawing` to be a file. */
  children: ReactNode;
};

/**
 * A figure with its head, caption and table, which can be taken away as SVG, PNG and CSV. Files are made in the
 * browser from what the page holds: nothing is sent anywhere.
 */
export function Panel({ id, title, level = 2, label, lead, legend, howToRead, numbers, ...rest }: Props) {
  const { withoutTable = false, withFigure = true, children } = rest;
  const Head = `h${level}` as const;
  const plain = { names: numbers.columns.map(({ name }) => name), rows: numbers.rows };
  return (
    <figure id={id} aria-labelledby={`${id}-head`} className="min-w-0 break-inside-avoid-page">
      <div className="flex items-center justify-between gap-x-6">
        <Head id={`${id}-head`} className="min-w-0 break-words">
          {title}
        </Head>
        <PanelDownload id={id} title={title} numbers={plain} withFigure={withFigure} />
      </div>
      {lead && <div className="mt-2 max-w-measure text-pretty">{lead}</div>}
      {legend && <div className="mt-4">{legend}</div>}
      <div className="mt-4 min-w-0">
        {label === undefined ? (
          children
        ) : (
          <div role="img" aria-label={label}>
            {children}
          </div>
        )}
      </div>
      <figcaption className="note mt-5 max-w-[75ch] text-pretty">How to read this. {howToRead}</figcaption>
      {!withoutTable && <PanelTable title={title} numbers={numbers} />}
    </figure>
  );
}
