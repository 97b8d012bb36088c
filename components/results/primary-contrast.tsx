import type { PairAnalysis } from "@/lib/results/analysis-schema";
import { isSamePair } from "@/lib/studies/pairs";

type Props = { contrast: [string, string]; pairs: PairAnalysis[] };

/** The comparison that the study was for, as it declared before its first vote, and what was found in each prompt set. */
export function PrimaryContrast({ contrast, pairs }: Props) {
  const found = pairs.filter(({ model, opponent }) => isSamePair([model, opponent], contrast));
  return (
    <section aria-label="Primary contrast" className="max-w-[60ch] pt-4">
      <p className="note">Primary contrast, declared before the first vote</p>
      <p className="font-semibold break-words">{contrast.join(" against ")}</p>
      {found.map(({ promptSet, verdict }) => (
        <p key={promptSet} className="text-pretty">
          <span className="text-muted">{promptSet}: </span>
          {verdict.finding} {verdict.figures}
        </p>
      ))}
    </section>
  );
}
