"use client";

import { useActionState } from "react";
import { openAfterLookAction } from "@/app/studio/studies/actions";
import { Button, ButtonLink } from "@/components/ui/button";
import { toStudyPath } from "@/lib/http/study-path";

/** The one button that freezes a protocol. */
export function OpenForm({ study }: { study: string }) {
  const [state, submit, isBusy] = useActionState(openAfterLookAction, {});
  return (
    <form action={submit} className="grid max-w-[44rem] gap-3 border-t border-rule pt-6">
      <input type="hidden" name="study" value={study} />
      <p>Raters can begin as soon as it is open.</p>
      <p role="alert" className="text-danger empty:hidden">
        {state.error}
      </p>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="primary" busy={isBusy}>
          Freeze and open
        </Button>
        <ButtonLink href={toStudyPath(study)}>Keep the draft</ButtonLink>
      </div>
    </form>
  );
}
