import Link from "next/link";
import { StepTable } from "@/app/studio/prompts/step-table";
import { formatCount, formatCounted } from "@/components/ui/format";
import type { PromptSetCard } from "@/lib/prompts/card";
import { curationOptionsSchema } from "@/lib/prompts/curate/options";
import type { PromptSetCardDetail } from "@/lib/prompts/curate/schema";

/** A set's card: where it is from, and what was done to it. */
export function Pedigree({ of: { card, cardHash, curationId, promptCount } }: { of: PromptSetCardDetail }) {
  if (!card) return null;
  return (
    <section className="pt-10" aria-labelledby="pedigree-head">
      <h2 id="pedigree-head" className="mb-4">
        Pedigree
      </h2>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1 pb-4">
        {factsOf(card, cardHash).map(([name, fact]) => (
          <div key={name} className="contents">
            <dt className="note">{name}</dt>
            <dd className="break-all">{fact}</dd>
          </div>
        ))}
      </dl>
      {card.curation && <Curation curation={card.curation} curationId={curationId} promptCount={promptCount} />}
    </section>
  );
}

function factsOf({ source, categories }: PromptSetCard, cardHash: string | null): [string, string][] {
  const published: [string, string][] = source.repository
    ? [["Published", `${source.repository} at ${source.commit}`]]
    : [];
  return [
    ["Source", `${source.fileName} (${source.format}), ${formatCounted(source.queries, "query", "queries")}`],
    ["Its SHA-256", source.sha256],
    ...published,
    ["Licence", source.licence ?? "not given"],
    ["Categories", categories.map(({ category, prompts }) => `${category} ${formatCount(prompts)}`).join(", ")],
    ["The card’s SHA-256", cardHash ?? ""],
  ];
}

type CurationProps = {
  curation: NonNullable<PromptSetCard["curation"]>;
  curationId: string | null;
  promptCount: number;
};

function Curation({ curation, curationId, promptCount }: CurationProps) {
  const { corpora, steps, options, kept, cleaned, takenBack, droppedByHand, notHeldAgainstCorpora } = curation;
  const path = curationId && `/studio/prompts/curations/${curationId}`;
  return (
    <>
      {corpora.map(({ fileName, format, texts, sha256 }) => (
        <p key={sha256} className="note break-all">
          Held against {fileName} ({format}): {formatCounted(texts, "text")}.
        </p>
      ))}
      <StepTable
        steps={steps}
        options={curationOptionsSchema.parse(options)}
        hasCorpora={corpora.length > 0}
        pathOf={path ? (step) => `${path}?show=${step}` : null}
      />
      <p className="max-w-measure pt-3">
        Kept: {formatCount(kept)}; in the set: {formatCount(promptCount)}, of which cleaned: {formatCount(cleaned)}.
        Taken back by hand: {formatCount(takenBack.length)}; dropped by hand: {formatCount(droppedByHand.length)}.
        {notHeldAgainstCorpora > 0 &&
          ` Of those taken back, ${formatCount(notHeldAgainstCorpora)} were never held against the corpora.`}{" "}
        {path && (
          <Link href={path} prefetch={false}>
            Review the curation
          </Link>
        )}
      </p>
    </>
  );
}
