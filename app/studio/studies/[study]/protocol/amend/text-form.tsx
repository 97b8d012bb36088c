"use client";

import { useActionState } from "react";
import { amendTextAction } from "@/app/studio/studies/[study]/protocol/amend/actions";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import { TextDiff } from "@/components/ui/text-diff";

type Props = {
  study: string;
  field: string;
  /** undefined: the study's own. */
  language: string | undefined;
  /** The same, named. */
  lang: string;
  present: string;
};

/** The present words to edit; first shows what changes, then makes the amendment. Works without scripts. */
export function TextForm({ study, field, language, lang, present }: Props) {
  const [state, submit, isBusy] = useActionState(amendTextAction, {});
  const values = { to: state.values?.to ?? present, reason: state.values?.reason ?? "" };
  return (
    <form action={submit} className="grid max-w-[44rem] gap-5">
      <input type="hidden" name="study" value={study} />
      <input type="hidden" name="field" value={field} />
      {language && <input type="hidden" name="language" value={language} />}
      <TextAreaField
        label="The text from now on"
        hint={field === "criteria" ? "One a line." : undefined}
        name="to"
        lang={lang}
        dir="auto"
        rows={present.length > 200 ? 12 : 4}
        required
        defaultValue={values.to}
        error={state.fieldErrors?.to}
      />
      <TextAreaField
        label="Reason"
        hint="For readers of the results: what was wrong, and who may have been misled by it."
        name="reason"
        rows={3}
        required
        minLength={10}
        maxLength={2000}
        defaultValue={values.reason}
        error={state.fieldErrors?.reason}
      />
      <p role="alert" className="text-danger empty:hidden">
        {state.error}
      </p>
      {state.diff && (
        <section aria-labelledby="diff-head" className="grid gap-2">
          <h3 id="diff-head">What changes</h3>
          <p className="note">What is taken out is struck through; what comes in is underlined.</p>
          <TextDiff parts={state.diff} />
        </section>
      )}
      <div className="flex flex-wrap gap-3">
        {state.diff && (
          <Button type="submit" name="deed" value="amend" look="primary" busy={isBusy}>
            Make the amendment
          </Button>
        )}
        <Button type="submit" name="deed" value="preview" look={state.diff ? "default" : "primary"} busy={isBusy}>
          {state.diff ? "Look again" : "See what changes"}
        </Button>
      </div>
    </form>
  );
}
