"use client";

import { type FormEvent, startTransition, useActionState, useState } from "react";
import { AnalysisPlanFields } from "@/components/studio/analysis-plan-fields";
import { AsksFields } from "@/components/studio/asks-fields";
import { AssignmentFields } from "@/components/studio/assignment-fields";
import type { StudyFormOptions, TemplateTexts } from "@/components/studio/study-form-options";
import { PartsFields } from "@/components/studio/study-form-parts";
import { FurtherFields, RaterFields } from "@/components/studio/study-form-texts";
import { StudyPreview } from "@/components/studio/study-preview";
import { type Parts, useParts } from "@/components/studio/use-parts";
import { VotesField } from "@/components/studio/votes-field";
import type { FormAction } from "@/components/ui/action-button";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import type { ActionState } from "@/lib/http/schema";
import { type Protocol, USUAL_ANALYSIS } from "@/lib/studies/schema";

type Props = {
  action: FormAction;
  options: StudyFormOptions;
  /** A draft that is changed; null: a new study. */
  draft: { name: string; protocol: Protocol; planHref: string } | null;
};

const TEMPLATE_WORDS: Record<Protocol["template"], string> = {
  "koala-2023": "koala-2023: a reference against each other model; better, equally good or worse",
  arena: "arena: all pairs; A, B, tie or both bad",
};

export function StudyForm({ action, options, draft }: Props) {
  const [state, submit, isBusy] = useActionState(action, {});
  const [template, setTemplate] = useState(draft?.protocol.template ?? options.templates[0]?.name ?? "koala-2023");
  const parts = useParts(draft?.protocol ?? null);
  const texts = draft?.protocol ?? options.templates.find(({ name }) => name === template);
  const { typed, watch } = useTyped(template, texts);

  function send(event: FormEvent<HTMLFormElement>) {
    // left to React, the form would be emptied after a refusal; without scripts it goes to the action by itself
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!isBusy) startTransition(() => submit(form));
  }

  const { raterTitle: title, question, instructions, consent } = typed;
  return (
    <div className="grid items-start gap-x-14 gap-y-10 *:min-w-0 pair:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <form action={submit} onSubmit={send} onInput={watch} className="grid grid-cols-1 gap-8" aria-label="Study">
        {draft && <input type="hidden" name="study" value={draft.name} />}
        {draft?.protocol.session && <input type="hidden" name="hasSession" value="yes" />}
        <NameFields
          {...{ draft, template, errors: state.fieldErrors ?? {} }}
          templates={options.templates}
          onTemplate={setTemplate}
        />
        {texts && (
          <DesignFields {...{ options, draft, template, texts, parts, typed, errors: state.fieldErrors ?? {} }} />
        )}
        <SaveButton state={state} isBusy={isBusy} isNew={draft === null} />
      </form>
      {texts && (
        <aside aria-labelledby="rater-preview" className="grid grid-cols-1 gap-2 pair:sticky pair:top-4">
          <p id="rater-preview" className="font-medium">
            As the rater will see it
          </p>
          <StudyPreview
            {...{ title, question, instructions, consent, sets: parts.sets, pairs: parts.pairs }}
            criteria={texts.criteria}
            choices={texts.choices}
          />
        </aside>
      )}
    </div>
  );
}

type Typed = ReturnType<typeof toTyped>;

/** What the preview and the planner read while it is typed; another template brings its own. */
function useTyped(template: string, texts: TemplateTexts | undefined) {
  const [state, setState] = useState({ template, typed: toTyped(texts) });
  const typed = state.template === template ? state.typed : toTyped(texts);
  function watch({ target }: FormEvent<HTMLFormElement>) {
    const { name, value } = target as HTMLInputElement;
    if (name in typed) setState({ template, typed: { ...typed, [name]: value } });
  }
  return { typed, watch };
}

type DesignProps = Pick<Props, "options" | "draft"> & {
  template: Protocol["template"];
  texts: TemplateTexts;
  parts: Parts;
  typed: Typed;
  errors: Record<string, string>;
};

function DesignFields({ options, draft, template, texts, parts, typed, errors }: DesignProps) {
  const asked = options.sets.filter(({ name }) => parts.sets.includes(name));
  return (
    <>
      <fieldset className="grid grid-cols-1 gap-5">
        <legend className="mb-4 text-lead font-semibold">What is compared</legend>
        <PartsFields options={options} template={template} parts={parts} errors={errors} />
        <VotesField
          key={template}
          prompts={asked.reduce((sum, set) => sum + set.promptCount, 0)}
          pairs={parts.pairs.length}
          votes={typed.votesPerComparison}
          pairsPerRater={typed.pairsPerRater}
          estimand={typed.estimand}
          usual={texts.votesPerComparison}
          planHref={draft?.planHref ?? null}
          error={errors.votesPerComparison}
        />
      </fieldset>
      <RaterFields key={template} texts={texts} errors={errors} />
      <AsksFields key={`${template} asks`} asks={texts.asks} languages={texts.session?.languages} errors={errors} />
      <AnalysisPlanFields
        key={`${template} plan`}
        plan={texts.analysis}
        pairs={parts.pairs}
        error={errors["analysis.equivalenceMargin"]}
      />
      <AssignmentFields key={`${template} assignment`} protocol={texts} errors={errors} />
      <FurtherFields key={`${template} further`} texts={texts} errors={errors} />
    </>
  );
}

function SaveButton({ state, isBusy, isNew }: { state: ActionState; isBusy: boolean; isNew: boolean }) {
  const isMarked = Object.keys(state.fieldErrors ?? {}).length > 0;
  return (
    <div className="grid gap-3">
      <p role="alert" className="text-danger empty:hidden">
        {state.error ?? (isMarked ? "Nothing was saved. Mend the fields marked above." : null)}
      </p>
      <Button type="submit" look="primary" busy={isBusy} className="justify-self-start">
        {isNew ? "Make the study" : "Save the draft"}
      </Button>
      {isNew && <p className="note">It is a draft until you open it: nothing is frozen yet.</p>}
    </div>
  );
}

function toTyped(texts: TemplateTexts | undefined) {
  return {
    raterTitle: texts?.raterTitle ?? "",
    question: texts?.question ?? "",
    instructions: texts?.instructions ?? "",
    consent: texts?.consent.text ?? "",
    votesPerComparison: String(texts?.votesPerComparison ?? ""),
    pairsPerRater: String(texts?.pairsPerRater ?? ""),
    estimand: texts?.analysis?.estimand ?? USUAL_ANALYSIS.estimand,
  };
}

type NameProps = {
  draft: Props["draft"];
  template: Protocol["template"];
  templates: StudyFormOptions["templates"];
  errors: Record<string, string>;
  onTemplate: (name: Protocol["template"]) => void;
};

function NameFields({ draft, template, templates, errors, onTemplate }: NameProps) {
  return (
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
          onChange={(event) => onTemplate(event.currentTarget.value as Protocol["template"])}
          error={errors.template}
        >
          {templates.map(({ name }) => (
            <option key={name} value={name}>
              {TEMPLATE_WORDS[name]}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  );
}
