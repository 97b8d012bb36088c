import { formatEstimate } from "@/components/results/format-estimate";
import { Table } from "@/components/ui/table";
import type { Analysis } from "@/lib/results/analysis-schema";

type Card = {
  baseModel: string | null;
  trainingData: string | null;
  size: string | null;
  licence: string | null;
  trainingCost: string | null;
  url: string | null;
};

type Props = { models: { name: string; card: Card }[]; analysis: Pick<Analysis, "pairs" | "leaderboard"> };

const FACTS = [
  ["baseModel", "Base model"],
  ["trainingData", "Training data"],
  ["size", "Size"],
  ["licence", "Licence"],
  ["trainingCost", "Cost of training"],
] as const;

/** What the models are, beside how they did. Only what somebody said; nothing is drawn where nobody said anything. */
export function ModelsOverview({ models, analysis }: Props) {
  const facts = FACTS.filter(([field]) => models.some(({ card }) => card[field] !== null));
  if (facts.length === 0) return null;
  const { rows } = analysis.leaderboard;
  return (
    <section className="pt-10" aria-labelledby="models-overview">
      <h2 id="models-overview" className="mb-4">
        What the models are
      </h2>
      <Table label="Models, what they are and how they did">
        <thead>
          <tr>
            <th scope="col" className="start">
              Model
            </th>
            {facts.map(([field, label]) => (
              <th key={field} scope="col" className="start">
                {label}
              </th>
            ))}
            <th scope="col">Score</th>
            <th scope="col" className="start">
              Win rate, %
            </th>
          </tr>
        </thead>
        <tbody>
          {models.map(({ name, card }) => {
            const row = rows.ok ? rows.value.find(({ model }) => model === name) : undefined;
            return (
              <tr key={name}>
                <th scope="row" className="prose min-w-32">
                  {card.url ? (
                    <a href={card.url} rel="noreferrer nofollow">
                      {name}
                    </a>
                  ) : (
                    name
                  )}
                </th>
                {facts.map(([field]) => (
                  <td key={field} className="start prose min-w-32">
                    {card[field] ?? <span className="text-muted">not said</span>}
                  </td>
                ))}
                <td>{row ? Math.round(row.score).toLocaleString("en-US") : "–"}</td>
                <td className="start prose min-w-48">{listWinRates(name, analysis.pairs)}</td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </section>
  );
}

/** "70.4 ±3.9 v alpaca-13b" of each pair that is seen from this model. */
function listWinRates(name: string, pairs: Analysis["pairs"]) {
  const own = pairs.filter(({ model, winRate }) => model === name && winRate.ok);
  if (own.length === 0) return <span className="text-muted">see the other side of its pairs</span>;
  return own.map(({ promptSet, opponent, winRate }) => (
    <span key={`${promptSet} ${opponent}`} className="block">
      {winRate.ok ? formatEstimate(winRate.value) : ""} <span className="note">v {opponent}</span>
    </span>
  ));
}
