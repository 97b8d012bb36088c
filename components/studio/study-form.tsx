"use client";

import { type FormEvent, startTransition, useActionState, useState } from "react";
import { AnalysisPlanFields } from "@/components/studio/analysis-plan-fields";
import { AssignmentFields } from "@/components/studio/assignment-fields";
import type { StudyFormOptions, TemplateTexts } from "@/components/studio/study-form-options";
import { PartsFields } from "@/components/studio/study-form-parts";
import type { FormAction } from "@/components/ui/action-button";
import { Button } from "@/components/ui/button";
import { SelectField, TextAreaField, TextField } from "@/components/ui/field";
import type { Protocol } from "@/lib/studies/schema";

type Props = {
  action: FormAction;
  options: StudyFormOptions;
  /** A draft that is changed; null: a new study. */
  draft: { name: string; protocol: Protocol } | null;
};

const TEMPLATE_WORDS: Record<Protocol["template"], string> = {
  "koala-2023": "koala-2023: a reference against each other model; better, equally good or worse",
  arena: "arena: all pairs; A, B, tie or both bad",
};

export function StudyForm({ action, options, draft }: Props) {
  const [state, submit, isBusy] = useActionState(action, {});
  const [template, setTemplate] = useState(draft?.protocol.template ?? options.templates[0]?.name ?? "koala-2023");
  const texts = draft?.protocol ?? options.templates.find(({ name }) => name === template);
  const errors = state.fieldErrors ?? {};

  function send(event: FormEvent<HTMLFormElement>) {
    // given to the form as its action, it would empty every field after a refusal
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!isBusy) startTransition(() => submit(form));
  }

  return (
    <form onSubmit={send} className="grid max-w-[44rem] gap-8">
      {draft && <input type="hidden" name="study" value={draft.name} />}
      {draft?.protocol.session && <input type="hidden" name="hasSession" value="yes" />}
      <div className="grid gap-5">
        <TextField
          label="Name"
          hint="For you and your colleagues; raters never see it."
          name="name"
          defaultValue={draft?.name}
          required
          error={errors.name}
        />
        {draft ? (
          <input type="hidden" name="template" value={draft.protocol.template} />
        ) : (
          <SelectField
            label="Template"
            hint="Decides the choices, and fills in the texts below."
            name="template"
            value={template}
            onChange={(event) => setTemplate(event.currentTarget.value as Protocol["template"])}
            error={errors.template}
          >
            {options.templates.map(({ name }) => (
              <option key={name} value={name}>
                {TEMPLATE_WORDS[name]}
              </option>
            ))}
          </SelectField>
        )}
      </div>
      <PartsFields options={options} template={template} protocol={draft?.protocol ?? null} errors={errors} />
      {texts && <RaterFields key={template} texts={texts} errors={errors} />}
      {texts && <AnalysisPlanFields key={`${template} plan`} plan={texts.analysis} error={errors.analysis} />}
      {texts && <AssignmentFields key={`${template} assignment`} protocol={texts} errors={errors} />}
      {texts && <FurtherFields key={`${template} further`} texts={texts} errors={errors} />}
      <div className="grid gap-3">
        <p role="alert" className="text-danger empty:hidden">
          {state.error ?? (Object.keys(errors).length > 0 ? "Nothing was saved. Mend the fields marked above." : null)}
        </p>
        <Button type="submit" look="primary" busy={isBusy} className="justify-self-start">
          {draft ? "Save the draft" : "Make the study"}
        </Button>
        {!draft && <p className="note">It is a draft until you open it: nothing is frozen yet.</p>}
      </div>
    </form>
  );
}

type TextsProps = { texts: TemplateTexts; errors: Record<string, string> };

function RaterFields({ texts, errors }: TextsProps) {
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-4 text-lead font-semibold">What raters read</legend>
      <TextField
        label="Title"
        hint="The only name of the study that raters see. It must not name a model."
        name="raterTitle"
        defaultValue={texts.raterTitle}
        required
        error={errors.raterTitle}
      />
      <TextField
        label="Question"
        hint="Above the buttons."
        name="question"
        defaultValue={texts.question}
        required
        error={errors.question}
      />
      <TextAreaField
        label="Instructions"
        hint="Markdown."
        name="instructions"
        rows={12}
        defaultValue={texts.instructions}
        required
        error={errors.instructions}
      />
      <TextAreaField
        label="Consent"
        hint="Markdown. What they agree to before the first pair."
        name="consent"
        defaultValue={texts.consent.text}
        required
        error={errors.consent}
      />
    </fieldset>
  );
}

function FurtherFields({ texts, errors }: TextsProps) {
  return (
    <details open={["pairsPerRater", "breakEvery", "leaseMinutes"].some((name) => errors[name]) || undefined}>
      <summary className="py-2.5 font-medium">Further rules</summary>
      <div className="grid gap-5 pt-3">
        <TextField
          label="Pairs for one rater, at most"
          hint="Empty: as many as there are."
          name="pairsPerRater"
          inputMode="numeric"
          defaultValue={texts.pairsPerRater ?? ""}
          error={errors.pairsPerRater}
        />
        <TextField
          label="Pairs between reminders to rest"
          hint="Empty: none."
          name="breakEvery"
          inputMode="numeric"
          defaultValue={texts.breakEvery ?? ""}
          error={errors.breakEvery}
        />
        <TextField
          label="Minutes before an unanswered pair goes to another rater"
          name="leaseMinutes"
          inputMode="numeric"
          defaultValue={texts.leaseMinutes}
          required
          error={errors.leaseMinutes}
        />
        <div>
          <Tick name="oncePerPrompt" isTicked={texts.oncePerPrompt}>
            A rater meets each prompt once
          </Tick>
          <Tick name="showEmptyResponses" isTicked={texts.showEmptyResponses}>
            Show empty responses
          </Tick>
          <Tick name="showSelfNamingResponses" isTicked={texts.showSelfNamingResponses}>
            Show responses that name their own model
          </Tick>
          <Tick name="showCutShortResponses" isTicked={texts.showCutShortResponses ?? false}>
            Show responses that were cut short by their token limit
          </Tick>
          <Tick name="showRepeatedResponses" isTicked={texts.showRepeatedResponses ?? false}>
            Show responses that say one thing over and over
          </Tick>
          <Tick name="showPromptCutResponses" isTicked={texts.showPromptCutResponses ?? false}>
            Show responses to a prompt whose beginning the endpoint dropped
          </Tick>
        </div>
      </div>
    </details>
  );
}

function Tick({ name, isTicked, children }: { name: string; isTicked: boolean; children: string }) {
  return (
    <label className="opt">
      <input type="checkbox" name={name} defaultChecked={isTicked} />
      {children}
    </label>
  );
}
