import { Menu } from "@/components/results/menu";
import { MENU_ENTRY } from "@/components/results/menu-look";

type Props = {
  study: string;
  /** Every vote: for members only. */
  withVotes: boolean;
};

/** What of the whole study can be taken away. Plain links, so that it works before any script does and without one. */
export function DownloadMenu({ study, withVotes }: Props) {
  const base = `/api/studies/${encodeURIComponent(study)}`;
  return (
    <Menu label="Download" phoneSide="start">
      <a className={MENU_ENTRY} href={`${base}/figure.svg`} download>
        <span>Figure</span>
        <span className="note">SVG</span>
      </a>
      <a className={MENU_ENTRY} href={`${base}/results`} download={`${study}.json`}>
        <span>All numbers</span>
        <span className="note">JSON</span>
      </a>
      {withVotes && (
        <a className={`${MENU_ENTRY} mt-1.5 border-t border-rule`} href={`${base}/votes.csv`} download>
          <span>Every vote</span>
          <span className="note">CSV</span>
        </a>
      )}
    </Menu>
  );
}
