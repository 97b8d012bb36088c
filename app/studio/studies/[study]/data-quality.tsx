import Link from "next/link";
import { FindingList, type ShownFinding } from "@/components/results/quality/finding-list";
import type { Finding } from "@/components/results/quality/findings";
import { formatCount, formatCounted } from "@/components/ui/format";
import { toStudyPath } from "@/lib/http/study-path";
import type { RaterSummary } from "@/lib/studies/queries/raters";
import type { StudyDetail } from "@/lib/studies/queries/studies";

type Props = {
  study: StudyDetail;
  raters: RaterSummary[];
  /** What the checks say. */
  findings: Finding[];
};

/** What the checks say, and what was left out, flagged or skipped; nothing where there is nothing to tell. */
export function DataQuality({ study, raters, findings }: Props) {
  const lines = [...findings, ...describeLeftOut(study), ...describeRaters(study, raters)];
  if (lines.length === 0) return null;
  return (
    <section className="pt-10" aria-labelledby="quality-head">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="quality-head">Data quality</h2>
        <Link href={toStudyPath(study.name, "quality")} prefetch={false}>
          All checks
        </Link>
      </div>
      <FindingList findings={lines} />
    </section>
  );
}

const LEFT_OUT = [
  ["missing", "is missing", "are missing", "The comparisons that need them were not drawn."],
  ["empty", "is empty", "are empty", "Nothing in them would be seen on a screen, so raters do not get them."],
  ["selfNaming", "names its own model", "name their own model", "Raters do not get them."],
  ["repeated", "says one thing over and over", "say one thing over and over", "Raters do not get them."],
  ["cutShort", "was cut short", "were cut short", "Their token limit ended them, and raters do not get them."],
  ["promptCut", "answers a cut prompt", "answer a cut prompt", "The endpoint dropped the beginning of what was asked."],
] as const;

function describeLeftOut({ protocol }: StudyDetail): ShownFinding[] {
  const leftOut = protocol.frozen?.leftOut ?? [];
  return LEFT_OUT.flatMap(([key, one, many, consequence]) => {
    const rows = leftOut.filter((row) => (row[key] ?? 0) > 0);
    const total = rows.reduce((sum, row) => sum + (row[key] ?? 0), 0);
    if (total === 0) return [];
    const where = rows.map((row) => `${row.model} on ${row.promptSet}: ${row[key]}`).join("; ");
    const finding = `${formatCounted(total, "response")} ${total === 1 ? one : many}.`;
    return [{ id: key, state: "note", finding, more: `${consequence} ${where}.` }];
  });
}

function describeRaters(study: StudyDetail, raters: RaterSummary[]): ShownFinding[] {
  const total = (count: (rater: RaterSummary) => number) => raters.reduce((sum, rater) => sum + count(rater), 0);
  const flags = total((rater) => rater.flags);
  const skipped = total((rater) => rater.cannotJudge);
  const votes = total((rater) => rater.votes);
  const excluded = raters.filter((rater) => rater.isExcluded).length;
  const seeRaters = <Link href={toStudyPath(study.name, "raters")}>See the raters</Link>;
  return [
    flags > 0 && {
      id: "flags",
      state: "look" as const,
      finding: `Raters flagged ${formatCounted(flags, "pair")}.`,
      more: <>As offensive, broken, or giving a model away. {seeRaters}.</>,
    },
    skipped > 0 && {
      id: "skipped",
      state: "note" as const,
      finding: `${formatCount(skipped)} of ${formatCounted(votes, "answer")} ${skipped === 1 ? "says" : "say"} “cannot judge”.`,
      more: "They are outside every percentage.",
    },
    excluded > 0 && {
      id: "excluded",
      state: "note" as const,
      finding: `${formatCounted(excluded, "rater")} ${excluded === 1 ? "is" : "are"} excluded.`,
      more: <>Their votes are kept and not counted. {seeRaters}.</>,
    },
  ].filter((line) => line !== false);
}
