import type { ReactNode } from "react";
import { CannotJudgeTable } from "@/components/results/cannot-judge-table";
import { ComparedIntervals } from "@/components/results/compared-intervals";
import { Disclosure } from "@/components/results/disclosure";
import { FirmnessTable } from "@/components/results/firmness-table";
import type { TieView } from "@/components/results/matrix-bars";
import { MatrixFigure } from "@/components/results/matrix-figure";
import { MatrixTable } from "@/components/results/matrix-table";
import { PrimaryContrast } from "@/components/results/primary-contrast";
import { EmptyState } from "@/components/ui/empty-state";
import type { Analysis } from "@/lib/results/analysis-schema";

type Props = {
  analysis: Analysis;
  view: TieView;
  /** What the reader may choose. */
  options: ReactNode;
};

/** All that a study's votes say of each comparison: in a sentence, drawn, in a table, and how far it can be trusted. */
export function ResultsView({ analysis, view, options }: Props) {
  const { pairs, headline, methods, primaryContrast } = analysis;
  if (pairs.length === 0) {
    return (
      <section className="pt-7" aria-label="Results">
        <EmptyState>There is nothing to draw yet: this study has no prompt set.</EmptyState>
      </section>
    );
  }
  return (
    <>
      <p className="max-w-[60ch] pt-7 text-lead text-pretty">{headline}</p>
      {primaryContrast && <PrimaryContrast contrast={primaryContrast} pairs={pairs} />}
      <div className="py-6">{options}</div>
      <section aria-label="Matrix">
        <MatrixFigure {...{ pairs, view }} options={analysis.options} />
      </section>
      <section className="pt-10" aria-labelledby="numbers">
        <h2 id="numbers" className="mb-4">
          The same numbers as a table
        </h2>
        <MatrixTable pairs={pairs} view={view} />
        <p className="note mt-4 max-w-[75ch] text-pretty">
          {methods.difference} Difference: better minus worse, in points. {methods.test}
        </p>
      </section>
      {analysis.votes > 0 && <Firmness pairs={pairs} methods={methods} />}
    </>
  );
}

/** How far the findings can be trusted, for whoever wants to know. */
function Firmness({ pairs, methods }: Pick<Analysis, "pairs" | "methods">) {
  return (
    <section className="pt-10" aria-labelledby="firmness">
      <h2 id="firmness" className="mb-2">
        How firm is this
      </h2>
      <Disclosure summary="How few votes, raters or prompts each finding rests on">
        <FirmnessTable pairs={pairs} method={methods.fragility} />
      </Disclosure>
      <Disclosure summary="The same intervals by other methods">
        <ComparedIntervals pairs={pairs} described={[methods.independentVotes, methods.bootstrap]} />
      </Disclosure>
      <Disclosure summary="Every answer in counts, and where raters could not judge">
        <CannotJudgeTable pairs={pairs} />
      </Disclosure>
    </section>
  );
}
