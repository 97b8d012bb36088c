import type { Metadata } from "next";
import { type PublishedParams, PublishedStudy } from "@/app/(site)/results/[study]/published-study";
import { readAnalysis } from "@/app/read-analysis";
import { StudyLeaderboard } from "@/components/results/leaderboard/study-leaderboard";
import { NoFigures } from "@/components/results/no-figures";
import { toKept, toLeaderboardFields } from "@/components/results/option-fields";
import { OptionsForm } from "@/components/results/options-form";
import { orNotFound } from "@/lib/http/or-not-found";
import { fromPathPart } from "@/lib/http/study-path";

export const metadata: Metadata = { title: "Published leaderboard" };

export default async function PublishedLeaderboardPage({ params, searchParams }: PublishedParams) {
  const name = fromPathPart((await params).study);
  const query = await searchParams;
  const { analysis, problem } = await orNotFound(readAnalysis(null, name, query));
  const fields = analysis ? toLeaderboardFields(analysis) : [];
  return (
    <PublishedStudy name={name} analysis={analysis}>
      {analysis ? (
        <>
          <div className="pt-6 pb-10">
            <OptionsForm label="Options of the ranking" fields={fields} kept={toKept(query, fields)} />
          </div>
          <StudyLeaderboard analysis={analysis} />
        </>
      ) : (
        <NoFigures problem={problem} address={`/results/${encodeURIComponent(name)}/leaderboard`} />
      )}
    </PublishedStudy>
  );
}
