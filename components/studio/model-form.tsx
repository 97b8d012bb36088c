"use client";

import { type FormEvent, startTransition, useActionState, useState } from "react";
import { EndpointFields, LimitFields, PriceFields, SamplingFields } from "@/components/studio/model-form-parts";
import { BLANK_MODEL, type ModelFormValues, type PresetChoice } from "@/components/studio/model-form-values";
import type { FormAction } from "@/components/ui/action-button";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";

type Props = {
  action: FormAction;
  /** A model that is changed; null: a new one. */
  model: ModelFormValues | null;
  presets: PresetChoice[];
  /** A key's name is an owner's to give. */
  mayNameKey: boolean;
};

export function ModelForm({ action, model, presets, mayNameKey }: Props) {
  const [state, submit, isBusy] = useActionState(action, {});
  const [preset, setPreset] = useState("");
  const [name, setName] = useState(model?.name ?? "");
  const values = model ?? presets.find((choice) => choice.name === preset)?.values ?? BLANK_MODEL;
  const errors = state.fieldErrors ?? {};

  function choose(next: string) {
    if (name === preset) setName(next);
    setPreset(next);
  }

  function send(event: FormEvent<HTMLFormElement>) {
    // given to the form as its action, it would empty every field after a refusal
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!isBusy) startTransition(() => submit(form));
  }

  return (
    <form onSubmit={send} className="grid max-w-[44rem] gap-8">
      {model ? (
        <input type="hidden" name="name" value={model.name} />
      ) : (
        <div className="grid gap-5">
          <SelectField
            label="Start from"
            hint="Fills in the fields below. Change there what differs."
            name="preset"
            value={preset}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            <option value="">None</option>
            {presets.map((choice) => (
              <option key={choice.name} value={choice.name}>
                {choice.label}
              </option>
            ))}
          </SelectField>
          <TextField
            label="Name"
            hint="In studies, results and exports; raters never see it. It cannot change later."
            name="name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
            error={errors.name}
          />
        </div>
      )}
      <div key={preset} className="grid gap-8">
        <EndpointFields values={values} errors={errors} mayNameKey={mayNameKey} />
        <SamplingFields values={values} errors={errors} />
        <LimitFields values={values} errors={errors} />
        <PriceFields values={values} errors={errors} />
      </div>
      <div className="grid gap-3">
        <p role="alert" className="text-danger empty:hidden">
          {state.error ?? (Object.keys(errors).length > 0 ? "Nothing was saved. Mend the fields marked above." : null)}
        </p>
        <Button type="submit" look={model ? "default" : "primary"} busy={isBusy} className="justify-self-start">
          {model ? "Save the model" : "Add the model"}
        </Button>
        <p role="status" className="empty:hidden">
          {state.done}
        </p>
      </div>
    </form>
  );
}
