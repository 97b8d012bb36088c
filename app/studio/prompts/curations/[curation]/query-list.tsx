import { reviewQueryAction } from "@/app/studio/prompts/curations/actions";
import { PromptTurns } from "@/components/studio/prompt-turns";
import { ActionButton } from "@/components/ui/action-button";
import { Tag } from "@/components/ui/tag";
import type { ReviewedQuery } from "@/lib/prompts/curate/schema";

type Props = { queries: ReviewedQuery[]; curationId: string; mayReview: boolean };

/** Queries with what became of each and why, and the other way to decide. */
export function QueryList({ queries, curationId, mayReview }: Props) {
  if (queries.length === 0) return <p>There are no queries here.</p>;
  return (
    <ul className="border-t border-edge">
      {queries.map((query) => (
        <li key={query.externalId} className="grid gap-2 border-b border-rule py-4">
          <p className="note flex flex-wrap gap-x-4">
            <span className="mono break-all">{query.externalId}</span>
            <span>line {query.line}</span>
            <span>{query.category}</span>
            {query.byHand && <Tag>{query.byHand === "kept" ? "Kept by hand" : "Dropped by hand"}</Tag>}
          </p>
          <PromptTurns turns={query.turns} />
          {query.dropReason && (
            <p className="note break-words">
              {query.dropReason} {query.dropEvidence && `Found: “${query.dropEvidence}”`}
            </p>
          )}
          {mayReview && (
            <ActionButton
              action={reviewQueryAction}
              fields={{ curation: curationId, query: query.externalId, ...otherWay(query) }}
            >
              {wordOf(query)}
            </ActionButton>
          )}
        </li>
      ))}
    </ul>
  );
}

function otherWay({ byHand, droppedBy }: ReviewedQuery): { byHand: string } {
  if (byHand !== null) return { byHand: "" };
  return { byHand: droppedBy === null ? "dropped" : "kept" };
}

function wordOf({ byHand, droppedBy }: ReviewedQuery): string {
  if (byHand !== null) return "Undo";
  return droppedBy === null ? "Drop" : "Take back";
}
