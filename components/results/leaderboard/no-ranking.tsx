import { formatCounted } from "@/components/ui/format";
import type { Leaderboard } from "@/lib/results/analysis-schema";

/** In place of a ranking: why there is none, and which models have a common scale. */
export function NoRanking({ reason, components }: { reason: string; components: Leaderboard["components"] }) {
  return (
    <section aria-labelledby="no-ranking">
      <h2 id="no-ranking">Scores</h2>
      <p className="mt-4 max-w-measure">{reason}</p>
      {components.length > 1 && (
        <ul className="mt-4 max-w-measure border-t border-edge" aria-label="Models that votes connect">
          {components.map((models) => (
            <li key={models.join(" ")} className="border-b border-rule py-2.5">
              <span className="note block">{formatCounted(models.length, "model")}</span>
              <span className="break-words">{models.join(", ")}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
