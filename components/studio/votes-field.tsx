import { expectWidth } from "@/components/studio/expected-width";
import { TextField } from "@/components/ui/field";
import { formatCount, formatCounted } from "@/components/ui/format";

type Props = {
  prompts: number;
  pairs: number;
  /** As typed so far. */
  votes: string;
  pairsPerRater: string;
  estimand: string;
  usual: number | undefined;
  /** The planner's page; null: the study is not made yet. */
  planHref: string | null;
  error?: string;
};

/** How many votes, and what they will be able to say. */
export function VotesField({ prompts, pairs, votes, pairsPerRater, estimand, usual, planHref, error }: Props) {
  const typed = Number(pairsPerRater);
  const expected = expectWidth({
    ...{ prompts, pairs, estimand, votesPerComparison: Number(votes) },
    pairsPerRater: typed > 0 ? typed : null,
  });
  return (
    <div className="grid gap-2">
      <TextField
        label="Votes per comparison"
        hint={describeAmount(prompts, pairs)}
        name="votesPerComparison"
        inputMode="numeric"
        defaultValue={usual}
        required
        error={error}
      />
      <p role="status" className="max-w-[30rem]">
        {expected && (
          <>
            <strong className="font-semibold">{`${expected.halfWidth} points`}</strong>
            {` is what to expect of each pair’s 95% interval, with ${formatCounted(expected.votes, "vote")} in all by about ${formatCounted(expected.raters, "rater")}. `}
            {planHref !== null && (
              <a href={`${planHref}?${expected.query}`} target="_blank" rel="noreferrer">
                Plan it in detail, in a new tab
              </a>
            )}
          </>
        )}
      </p>
    </div>
  );
}

function describeAmount(prompts: number, pairs: number): string {
  if (prompts === 0 || pairs < 1) return "From 1 to 50.";
  const product = `${formatCounted(prompts, "prompt")} × ${formatCounted(pairs, "pair")}`;
  return `From 1 to 50. ${product} makes at most ${formatCount(prompts * pairs)} comparisons.`;
}
