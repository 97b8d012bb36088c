import { formatMargin } from "@/components/results/format-estimate";
import { formatDecimal, formatPercent, formatPoints } from "@/components/results/format-figures";
import { findReference } from "@/components/results/matrix-bars";
import { PairRows } from "@/components/results/pair-rows";
import { formatCount } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import type { PairAnalysis } from "@/lib/results/analysis-schema";
import type { AskedCriterion, AskedPair, AskedResults, MeanStrength } from "@/lib/results/asked-schema";

type Props = { asked: AskedResults; pairs: PairAnalysis[] };

/** What raters said beside the choice: criterion by criterion, how much better, and what was wrong. */
export function CriteriaTables({ asked, pairs }: Props) {
  return (
    <section className="pt-10" aria-labelledby="asked">
      <h2 id="asked" className="mb-4">
        What else raters said
      </h2>
      <div className="grid grid-cols-1 gap-8">
        {asked.criteria.length > 0 && (
          <p className="note max-w-[75ch] text-pretty">
            How to read this. Difference: better minus worse, with its 95% interval, by the same estimator as of the
            choice itself. It is not adjusted for the number of criteria.
          </p>
        )}
        {asked.criteria.map(({ name, question }) => (
          <div key={name}>
            <h3 className="mb-2 break-words">{question}</h3>
            <CriterionTable name={name} asked={asked} pairs={pairs} />
          </div>
        ))}
        {asked.points !== null && <StrengthTable points={asked.points} asked={asked} pairs={pairs} />}
        {asked.flaws.length > 0 && <FlawsTable asked={asked} />}
      </div>
    </section>
  );
}

/** The analysis has the order in which pairs stand on the page. */
function findPair({ pairs }: AskedResults, { promptSet, model, opponent }: PairAnalysis): AskedPair | undefined {
  return pairs.find((pair) => pair.promptSet === promptSet && pair.model === model && pair.opponent === opponent);
}

const NOBODY = { ok: false, reason: "Nobody has been asked about these two models." } as const;

function CriterionTable({ name, asked, pairs }: Props & { name: string }) {
  const reference = findReference(pairs);
  const count = (head: string, pick: (criterion: AskedCriterion) => number) => ({
    head,
    show: (criterion: AskedCriterion) => formatCount(pick(criterion)),
  });
  return (
    <PairRows
      label={`Votes by the criterion ${name}`}
      pairs={pairs}
      of={(pair) => {
        const value = findPair(asked, pair)?.criteria.find((criterion) => criterion.name === name);
        return value ? { ok: true, value } : NOBODY;
      }}
      columns={[
        count(reference === null ? "A better" : "Better", ({ better }) => better),
        count("Equally good", ({ tied }) => tied),
        count(reference === null ? "B better" : "Worse", ({ worse }) => worse),
        count("Votes", ({ votes }) => votes),
        { head: "Difference, points", show: ({ difference }) => <Difference difference={difference} /> },
      ]}
    />
  );
}

function Difference({ difference }: Pick<AskedCriterion, "difference">) {
  if (!difference.ok) return <span className="prose text-muted">{difference.reason}</span>;
  return `${formatPoints(difference.value.value)} ${formatMargin(difference.value)}`;
}

function StrengthTable({ points, asked, pairs }: Props & { points: number }) {
  const reference = findReference(pairs);
  return (
    <div>
      <h3 className="mb-2">How much better</h3>
      <PairRows
        label="How much better"
        pairs={pairs}
        of={(pair) => {
          const strength = findPair(asked, pair)?.strength;
          return strength ? { ok: true, value: strength } : NOBODY;
        }}
        columns={[
          { head: `Where ${reference ?? "A"} is better`, show: ({ better }) => formatMean(better) },
          {
            head: `Where ${reference === null ? "B" : "the opponent"} is better`,
            show: ({ worse }) => formatMean(worse),
          },
        ]}
      />
      <p className="note mt-3 max-w-[75ch] text-pretty">
        How to read this. Means from 1 (a little) to {points} (very much), of the votes in brackets. They describe these
        votes and have no interval: the steps of the scale need not be equally far apart, and raters use it differently.
      </p>
    </div>
  );
}

function formatMean({ mean, votes }: MeanStrength): string {
  return mean === null ? "No votes" : `${formatDecimal(mean, 2)} (${formatCount(votes)})`;
}

function FlawsTable({ asked: { flaws, models } }: Pick<Props, "asked">) {
  return (
    <div>
      <h3 className="mb-2">What was wrong</h3>
      {models.length === 0 ? (
        <p className="note">Nobody has been asked yet.</p>
      ) : (
        <Table label="Flaws ticked, scrolls sideways">
          <thead>
            <tr>
              <th scope="col" className="start">
                Model
              </th>
              <th scope="col">Responses judged</th>
              {flaws.map(({ name, label }) => (
                <th key={name} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {models.map(({ model, responses, ticked }) => (
              <tr key={model}>
                <th scope="row">{model}</th>
                <td>{formatCount(responses)}</td>
                {flaws.map(({ name }) => (
                  <td key={name}>
                    {formatCount(ticked[name] ?? 0)} ({formatPercent((ticked[name] ?? 0) / responses, 0)})
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <p className="note mt-3 max-w-[75ch] text-pretty">
        How to read this. Of the responses that were judged, how many had the flaw ticked; one response that three
        raters judged counts three times. Counts of these votes, without an interval.
      </p>
    </div>
  );
}
