import { LiveResults } from "@/components/results/live-results";
import { formatDay } from "@/components/ui/format";

type Props = {
  study: string;
  /** Votes come in: the figures follow them. */
  isOpen: boolean;
  version: string;
  protocolHash: string | null;
  openedAt: Date | null;
};

/** How old the figures are, and by which rules the votes were cast. */
export function Freshness({ study, isOpen, version, protocolHash, openedAt }: Props) {
  return (
    <p className="note flex flex-wrap gap-x-8 gap-y-2 pt-10">
      {isOpen && <LiveResults source={`/api/studies/${encodeURIComponent(study)}/events`} version={version} />}
      {protocolHash !== null && openedAt !== null && (
        <span>
          Protocol <span className="mono">{protocolHash.slice(0, 8)}</span>, frozen {formatDay(openedAt)}
        </span>
      )}
    </p>
  );
}
