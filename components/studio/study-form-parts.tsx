"use client";

import { useState } from "react";
import { type Choice, Choices } from "@/components/studio/choices";
import type { StudyFormOptions } from "@/components/studio/study-form-options";
import { SelectField, TextField } from "@/components/ui/field";
import { formatCounted } from "@/components/ui/format";
import type { Protocol } from "@/lib/studies/schema";

type Props = {
  options: StudyFormOptions;
  template: Protocol["template"];
  /** As it was saved; null: a new study. */
  protocol: Protocol | null;
  errors: Record<string, string>;
};

/** Which prompts, which models, and who meets whom. */
export function PartsFields({ options, template, protocol, errors }: Props) {
  const [sets, setSets] = useState(protocol?.promptSets.map(({ name }) => name) ?? []);
  const [models, setModels] = useState(protocol?.models ?? []);
  const [wished, setReference] = useState(protocol?.reference ?? "");
  const [isAllPairs, setIsAllPairs] = useState(hasAllPairs(protocol));
  const reference = models.includes(wished) ? wished : "";
  const chosen = options.sets.filter(({ name }) => sets.includes(name));
  const texts = protocol ?? options.templates.find(({ name }) => name === template);
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-4 text-lead font-semibold">What is compared</legend>
      <Choices
        name="sets"
        legend="Prompt sets"
        error={errors.sets}
        none="There are no prompt sets yet. Import one first."
        choices={options.sets.map(({ name, version, promptCount }) => ({
          name,
          note: `${formatCounted(promptCount, "prompt")}, version ${version}`,
          isChosen: sets.includes(name),
          onToggle: () => setSets(toggle(sets, name)),
        }))}
      />
      <ModelChoices
        all={options.models}
        chosenSets={chosen}
        models={models}
        onChange={setModels}
        error={errors.models}
      />
      <ReferenceField
        isNeeded={template === "koala-2023"}
        models={models}
        value={reference}
        onChange={setReference}
        error={errors.reference}
      />
      {reference !== "" && (
        <label className="opt">
          <input
            type="checkbox"
            name="allPairs"
            checked={isAllPairs}
            onChange={(event) => setIsAllPairs(event.currentTarget.checked)}
          />
          Compare the others with each other too
        </label>
      )}
      <TextField
        key={template}
        label="Votes per comparison"
        hint={describeAmount(chosen, models.length, reference !== "" && !isAllPairs)}
        name="votesPerComparison"
        inputMode="numeric"
        defaultValue={texts?.votesPerComparison}
        required
        error={errors.votesPerComparison}
      />
    </fieldset>
  );
}

function hasAllPairs(protocol: Protocol | null): boolean {
  return protocol?.reference != null && protocol.pairs.length > protocol.models.length - 1;
}

function toggle(names: string[], name: string): string[] {
  return names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
}

type ModelChoicesProps = {
  all: string[];
  chosenSets: StudyFormOptions["sets"];
  models: string[];
  onChange: (models: string[]) => void;
  error?: string;
};

/** With how many of the chosen prompts each has answered; those that have answered none are folded away. */
function ModelChoices({ all, chosenSets, models, onChange, error }: ModelChoicesProps) {
  const asked = chosenSets.reduce((sum, set) => sum + set.promptCount, 0);
  const answeredBy = (model: string) => chosenSets.reduce((sum, set) => sum + (set.answered[model] ?? 0), 0);
  const toChoice = (name: string): Choice => ({
    name,
    note: asked > 0 ? `responses to ${answeredBy(name)} of ${formatCounted(asked, "prompt")}` : "",
    isChosen: models.includes(name),
    onToggle: () => onChange(toggle(models, name)),
  });
  const isFolded = (name: string) => asked > 0 && answeredBy(name) === 0 && !models.includes(name);
  const folded = all.filter(isFolded);
  return (
    <Choices
      name="models"
      legend="Models"
      error={error}
      none="There are no models yet. Import responses first."
      choices={all.filter((name) => !isFolded(name)).map(toChoice)}
      further={{
        label: `${formatCounted(folded.length, "model")} without responses to these prompts`,
        choices: folded.map(toChoice),
      }}
    />
  );
}

type ReferenceProps = {
  isNeeded: boolean;
  models: string[];
  value: string;
  onChange: (name: string) => void;
  error?: string;
};

function ReferenceField({ isNeeded, models, value, onChange, error }: ReferenceProps) {
  return (
    <SelectField
      label="Reference"
      hint={isNeeded ? "Compared with each other model." : "Compared with each other model; none: all pairs."}
      name="reference"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    >
      <option value="">{isNeeded ? "Choose one of the models" : "None: all pairs"}</option>
      {models.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

function describeAmount(chosenSets: StudyFormOptions["sets"], models: number, isReferenceOnly: boolean): string {
  const prompts = chosenSets.reduce((sum, set) => sum + set.promptCount, 0);
  const pairs = isReferenceOnly ? models - 1 : (models * (models - 1)) / 2;
  if (prompts === 0 || pairs < 1) return "From 1 to 50.";
  const product = `${formatCounted(prompts, "prompt")} × ${formatCounted(pairs, "pair")}`;
  return `From 1 to 50. ${product} makes at most ${formatCounted(prompts * pairs, "comparison")}.`;
}
