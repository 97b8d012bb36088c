import { ActionButton, type FormAction } from "@/components/ui/action-button";
import { ButtonLink } from "@/components/ui/button";
import { formatCounted } from "@/components/ui/format";
import type { RunDetail, RunProgress } from "@/lib/inference/schema";

type Props = { run: RunDetail; progress: RunProgress; action: FormAction };

/** Where a finished run leads: to a study of what it brought. */
export function RunNext({ run, progress, action }: Props) {
  const set = encodeURIComponent(run.promptSet.name);
  return (
    <section className="grid justify-items-start gap-3 pt-10" aria-labelledby="next-head">
      <h2 id="next-head">What next</h2>
      {run.models.length < 2 ? (
        <>
          <p>
            A study compares two models or more, and this run has one. Order the responses of another to the same set.
          </p>
          <ButtonLink href={`/studio/runs/new?set=${set}`}>Order another run</ButtonLink>
        </>
      ) : (
        <>
          <p className="max-w-measure">
            Raters compare them blind, each model with each other. You get a draft to look through; it opens when you
            say so.
            {progress.failed > 0 &&
              ` ${formatCounted(progress.failed, "response")} failed: retry first, or their comparisons are left out.`}
          </p>
          <ActionButton action={action} fields={{ run: run.id }} look="primary">
            Make a study of these responses
          </ActionButton>
        </>
      )}
    </section>
  );
}
