"use client";

import { useActionState } from "react";
import { duplicateStudyAction } from "@/app/studio/studies/actions";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";

type Props = { study: string; mayCreate: boolean };

/** The design without its votes: as a new draft, and as a file. */
export function DesignCopies({ study, mayCreate }: Props) {
  const [state, submit, isBusy] = useActionState(duplicateStudyAction, {});
  return (
    <section aria-labelledby="copies-head" className="grid justify-items-start gap-4">
      <h2 id="copies-head">The design once more</h2>
      <p className="max-w-[44rem]">
        The same sets, models, pairs, texts and plan, without raters and votes.{" "}
        <a href={`/api/studies/${encodeURIComponent(study)}/study.json`} download>
          Download the design as JSON
        </a>{" "}
        to keep it under version control, or to repeat the study on another installation. Its schema is at{" "}
        <a href="/study.schema.json">/study.schema.json</a>.
      </p>
      {mayCreate && (
        <form action={submit} className="grid w-full max-w-[30rem] gap-4">
          <input type="hidden" name="study" value={study} />
          <TextField
            key={study}
            label="Name of the new draft"
            name="copy"
            defaultValue={`${study.slice(0, 112)} (copy)`}
            required
            error={state.fieldErrors?.name ?? state.error}
          />
          <Button type="submit" busy={isBusy} className="justify-self-start">
            Duplicate the study
          </Button>
        </form>
      )}
    </section>
  );
}
