import type { Metadata } from "next";
import { type AnalysisParams, loadAnalysis } from "@/app/studio/studies/[study]/load-analysis";
import { hasNoVotes, NoVotes } from "@/app/studio/studies/[study]/no-votes";
import { Freshness } from "@/components/results/freshness";
import { StudyLeaderboard } from "@/components/results/leaderboard/study-leaderboard";
import { NoFigures } from "@/components/results/no-figures";
import { toKept, toLeaderboardFields } from "@/components/results/option-fields";
import { OptionsForm } from "@/components/results/options-form";
import { toStudyPath } from "@/lib/http/study-path";

export const metadata: Metadata = { title: "Leaderboard" };

export default async function LeaderboardPage(props: AnalysisParams) {
  const { study, query, analysis, problem } = await loadAnalysis(props);
  if (problem !== null) return <NoFigures problem={problem} address={toStudyPath(study.name, "leaderboard")} />;
  if (hasNoVotes(analysis)) return <NoVotes study={study} />;
  const fields = toLeaderboardFields(analysis);
  return (
    <>
      <div className="pt-6 pb-10">
        <OptionsForm label="Options of the ranking" fields={fields} kept={toKept(query, fields)} />
      </div>
      <StudyLeaderboard analysis={analysis} />
      <Freshness
        study={study.name}
        isOpen={study.status === "open"}
        version={analysis.version}
        protocolHash={study.protocolHash}
        openedAt={study.openedAt}
      />
    </>
  );
}
