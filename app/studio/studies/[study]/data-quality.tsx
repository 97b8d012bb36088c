import Link from "next/link";
import type { ReactNode } from "react";
import { formatCount, formatCounted } from "@/components/ui/format";
import { toStudyPath } from "@/lib/http/study-path";
import type { RaterSummary } from "@/lib/studies/queries/raters";
import type { StudyDetail } from "@/lib/studies/queries/studies";

type Line = { id: string; finding: string; more: ReactNode };

/** What was left out, flagged or skipped, as counted; nothing where there is nothing to count. */
export function DataQuality({ study, raters }: { study: StudyDetail; raters: RaterSummary[] }) {
  const lines = [...describeLeftOut(study), ...describeRaters(study, raters)];
  if (lines.length === 0) return null;
  return (
    <section className="pt-10" aria-labelledby="quality-head">
      <h2 id="quality-head" className="mb-4">
        Data quality
      </h2>
      <ul className="border-t border-edge">
        {lines.map(({ id, finding, more }) => (
          <li key={id} className="border-b border-rule py-3.5">
            <p className="font-semibold">{finding}</p>
            <p className="text-muted">{more}</p>
          </li>
        ))}
      </ul>
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

function describeLeftOut({ protocol }: StudyDetail): Line[] {
  const leftOut = protocol.frozen?.leftOut ?? [];
  return LEFT_OUT.flatMap(([key, one, many, consequence]) => {
    const rows = leftOut.filter((row) => (row[key] ?? 0) > 0);
    const total = rows.reduce((sum, row) => sum + (row[key] ?? 0), 0);
    if (total === 0) return [];
    const where = rows.map((row) => `${row.model} on ${row.promptSet}: ${row[key]}`).join("; ");
    const finding = `${formatCounted(total, "response")} ${total === 1 ? one : many}.`;
    return [{ id: key, finding, more: `${consequence} ${where}.` }];
  });
}

function describeRaters(study: StudyDetail, raters: RaterSummary[]): Line[] {
  const total = (count: (rater: RaterSummary) => number) => raters.reduce((sum, rater) => sum + count(rater), 0);
  const flags = total((rater) => rater.flags);
  const skipped = total((rater) => rater.cannotJudge);
  const votes = total((rater) => rater.votes);
  const excluded = raters.filter((rater) => rater.isExcluded).length;
  const seeRaters = <Link href={toStudyPath(study.name, "raters")}>See the raters</Link>;
  return [
    flags > 0 && {
      id: "flags",
      finding: `Raters flagged ${formatCounted(flags, "pair")}.`,
      more: <>As offensive, broken, or giving a model away. {seeRaters}.</>,
    },
    skipped > 0 && {
      id: "skipped",
      finding: `${formatCount(skipped)} of ${formatCounted(votes, "answer")} ${skipped === 1 ? "says" : "say"} “cannot judge”.`,
      more: "They are outside every percentage.",
    },
    excluded > 0 && {
      id: "excluded",
      finding: `${formatCounted(excluded, "rater")} ${excluded === 1 ? "is" : "are"} excluded.`,
      more: <>Their votes are kept and not counted. {seeRaters}.</>,
    },
  ].filter((line) => line !== false);
}
