"use client";

import { type FormEvent, startTransition, useActionState, useState } from "react";
import { Choices } from "@/components/studio/choices";
import type { FormAction } from "@/components/ui/action-button";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { formatCount, formatCounted } from "@/components/ui/format";

/** By the model's name: how many of the set's prompts it has answered, and with how many responses in all. */
type Answered = Record<string, { prompts: number; responses: number }>;

export type RunFormOptions = {
  sets: { name: string; version: number; promptCount: number; answered: Answered }[];
  /** Those that generate. */
  models: string[];
};

type Props = { action: FormAction; options: RunFormOptions; wished: { set: string | null; models: string[] } };

export function NewRunForm({ action, options, wished }: Props) {
  const [state, submit, isBusy] = useActionState(action, {});
  const [setName, setSetName] = useState(wished.set ?? options.sets[0]?.name ?? "");
  const [models, setModels] = useState(wished.models);
  const [samples, setSamples] = useState("1");
  const set = options.sets.find(({ name }) => name === setName);
  const errors = state.fieldErrors ?? {};

  function send(event: FormEvent<HTMLFormElement>) {
    // given to the form as its action, it would empty every field after a refusal
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!isBusy) startTransition(() => submit(form));
  }

  function toggle(name: string) {
    setModels(models.includes(name) ? models.filter((other) => other !== name) : [...models, name]);
  }

  return (
    <form onSubmit={send} className="grid max-w-[44rem] gap-6">
      <SelectField
        label="Prompt set"
        hint="Its newest version."
        name="set"
        value={setName}
        onChange={(event) => setSetName(event.currentTarget.value)}
        error={errors.set}
      >
        {options.sets.map(({ name, version, promptCount }) => (
          <option key={name} value={name}>
            {name} ({formatCounted(promptCount, "prompt")}, version {version})
          </option>
        ))}
      </SelectField>
      <Choices
        name="models"
        legend="Models"
        error={errors.models}
        none="There are no models that generate yet. Add one first."
        choices={options.models.map((name) => ({
          name,
          note: set
            ? `has answered ${set.answered[name]?.prompts ?? 0} of ${formatCounted(set.promptCount, "prompt")}`
            : "",
          isChosen: models.includes(name),
          onToggle: () => toggle(name),
        }))}
      />
      <TextField
        label="Samples a prompt"
        hint="From 1 to 100. Each model answers each prompt so often."
        name="samples"
        inputMode="numeric"
        value={samples}
        onChange={(event) => setSamples(event.currentTarget.value)}
        required
        error={errors.samples}
      />
      <div className="grid gap-3">
        <p role="status">{set && describeAmount(set, models, Number(samples))}</p>
        <p role="alert" className="text-danger empty:hidden">
          {state.error}
        </p>
        <Button type="submit" look="primary" busy={isBusy} className="justify-self-start">
          Order the run
        </Button>
      </div>
    </form>
  );
}

function describeAmount(set: RunFormOptions["sets"][number], models: string[], samples: number): string {
  if (models.length === 0 || !Number.isInteger(samples) || samples < 1) return "";
  const wanted = set.promptCount * models.length * samples;
  // samples of a prompt count up from the first, so that more than are wanted are no help elsewhere
  const there = models.reduce((sum, name) => {
    const { prompts = 0, responses = 0 } = set.answered[name] ?? {};
    return sum + Math.min(responses, prompts * samples);
  }, 0);
  const asked = `${formatCounted(wanted - there, "response")} will be asked for`;
  return there > 0 ? `${asked}; ${formatCount(there)} are there already.` : `${asked}.`;
}
