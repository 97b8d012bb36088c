import { toModelOrder } from "@/components/results/leaderboard/heat-cells";
import { HeatPanel, listPairs } from "@/components/results/leaderboard/heat-panel";
import { ModelParameters } from "@/components/results/leaderboard/model-parameters";
import { NoRanking } from "@/components/results/leaderboard/no-ranking";
import { PredictionPanel } from "@/components/results/leaderboard/prediction-panel";
import { toPredictions } from "@/components/results/leaderboard/predictions";
import { ScoresPanel } from "@/components/results/leaderboard/scores-panel";
import { EmptyState } from "@/components/ui/empty-state";
import type { Analysis } from "@/lib/results/analysis-schema";

/** The ranking, the pairs behind it, and how well the one describes the other. */
export function StudyLeaderboard({ analysis }: { analysis: Analysis }) {
  const { leaderboard, options, methods } = analysis;
  const { rows, cells, components, fit } = leaderboard;
  const models = toModelOrder(leaderboard);
  if (models.length === 0) return <EmptyState>There are no votes to rank models by yet.</EmptyState>;
  const predictions = toPredictions(listPairs(models, cells));
  return (
    <div className="grid gap-12">
      {rows.ok ? (
        <ScoresPanel rows={rows.value} method={methods.leaderboard} />
      ) : (
        <NoRanking reason={rows.reason} components={components} />
      )}
      <HeatPanel models={models} cells={cells} method={methods.heatMap} isConnected={components.length === 1} />
      {predictions.length > 0 && <PredictionPanel predictions={predictions} fit={fit} method={methods.fit} />}
      {rows.ok && <ModelParameters leaderboard={leaderboard} options={options} />}
    </div>
  );
}
