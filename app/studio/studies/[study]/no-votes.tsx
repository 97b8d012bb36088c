import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { toStudyPath } from "@/lib/http/study-path";
import type { Analysis } from "@/lib/results/analysis-schema";
import type { StudyDetail } from "@/lib/studies/queries/studies";

/** Nothing is left out by a filter: there is nothing. */
export function hasNoVotes({ votes, quality, options }: Analysis): boolean {
  return votes === 0 && quality.raters.length === 0 && options.promptSet === null && options.category === null;
}

/** Where a page has nothing to show before the first vote, and what brings it. */
export function NoVotes({ study: { name, status } }: { study: StudyDetail }) {
  const { sentence, toHref, label } = NEXT[status];
  return (
    <section className="pt-10" aria-label="State">
      <EmptyState actions={<ButtonLink href={toHref(name)}>{label}</ButtonLink>}>{sentence}</EmptyState>
    </section>
  );
}

type Next = { sentence: string; toHref: (name: string) => string; label: string };

const OVERVIEW = { toHref: (name: string) => toStudyPath(name), label: "To the overview" };
const NEXT: Record<StudyDetail["status"], Next> = {
  draft: {
    sentence: "Nobody can vote on a draft. Check the protocol, and open the study.",
    toHref: (name) => `${toStudyPath(name, "protocol")}/open`,
    label: "Look it over and open",
  },
  opening: { sentence: "The study is being opened: its texts are prepared. Votes can come in a moment.", ...OVERVIEW },
  open: {
    sentence: "Nobody has voted yet. Send raters the study’s link, or bring them from a platform.",
    toHref: (name) => toStudyPath(name, "recruitment"),
    label: "Recruit raters",
  },
  paused: { sentence: "Nobody has voted yet, and the study is paused. Let it go on, and send its link.", ...OVERVIEW },
  closed: { sentence: "The study closed without a vote. Duplicate it to ask again.", ...OVERVIEW },
};
