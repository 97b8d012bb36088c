import { FigurePng } from "@/components/results/figure-png";

type Props = {
  study: string;
  /** Every vote: for members only. */
  withVotes: boolean;
};

const ENTRY =
  "flex min-h-target w-full items-baseline justify-between gap-4 px-4 py-2.5 text-start text-ink no-underline hover:bg-accent-soft hover:text-ink";

/** What can be taken away. Plain links, so that it works before any script does and without one. */
export function DownloadMenu({ study, withVotes }: Props) {
  const base = `/api/studies/${encodeURIComponent(study)}`;
  return (
    <details className="relative print:hidden">
      <summary className="btn list-none [&::-webkit-details-marker]:hidden">
        Download
        <span
          aria-hidden="true"
          className="size-2 -translate-y-0.5 rotate-45 border-r-[1.5px] border-b-[1.5px] border-current"
        />
      </summary>
      <div className="absolute end-0 top-full z-5 mt-1.5 w-84 max-w-[calc(100vw-2rem)] rounded-md bg-raised py-1.5 shadow-float max-pair:start-0 max-pair:end-auto">
        <a className={ENTRY} href={`${base}/figure.svg`} download>
          <span>Figure</span>
          <span className="note">SVG</span>
        </a>
        <FigurePng className={ENTRY} source={`${base}/figure.svg`} fileName={`${study}.png`} />
        <a className={ENTRY} href={`${base}/results`} download={`${study}.json`}>
          <span>Numbers in this figure</span>
          <span className="note">JSON</span>
        </a>
        {withVotes && (
          <a className={`${ENTRY} mt-1.5 border-t border-rule`} href={`${base}/votes.csv`} download>
            <span>Every vote</span>
            <span className="note">CSV</span>
          </a>
        )}
      </div>
    </details>
  );
}
