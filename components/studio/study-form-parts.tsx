"use client";

import { type Choice, Choices } from "@/components/studio/choices";
import { MissingResponses } from "@/components/studio/missing-responses";
import { PairsMatrix } from "@/components/studio/pairs-matrix";
import type { StudyFormOptions } from "@/components/studio/study-form-options";
import type { Parts } from "@/components/studio/use-parts";
import { SelectField } from "@/components/ui/field";
import { formatCounted } from "@/components/ui/format";
import type { Protocol } from "@/lib/studies/schema";

type Props = {
  options: StudyFormOptions;
  template: Protocol["template"];
  parts: Parts;
  errors: Record<string, string>;
};

/** Which prompts, which models, and who meets whom. */
export function PartsFields({ options, template, parts, errors }: Props) {
  const { sets, models, reference } = parts;
  const chosen = options.sets.filter(({ name }) => sets.includes(name));
  return (
    <>
      <Choices
        name="sets"
        legend="Prompt sets"
        error={errors.sets}
        none="There are no prompt sets yet. Import one first."
        choices={options.sets.map(({ name, version, promptCount }) => ({
          name,
          note: `${formatCounted(promptCount, "prompt")}, version ${version}`,
          isChosen: sets.includes(name),
          onToggle: () => parts.toggleSet(name),
        }))}
      />
      <ModelChoices
        all={options.models}
        chosenSets={chosen}
        models={models}
        onToggle={parts.toggleModel}
        error={errors.models}
      />
      <MissingResponses sets={chosen} models={models} />
      <ReferenceField
        isNeeded={template === "koala-2023"}
        models={models}
        value={reference}
        onChange={parts.setReference}
        error={errors.reference}
      />
      <PairsMatrix parts={parts} error={errors.pairs} />
    </>
  );
}

type ModelChoicesProps = {
  all: string[];
  chosenSets: StudyFormOptions["sets"];
  models: string[];
  onToggle: (model: string) => void;
  error?: string;
};

/** With how many of the chosen prompts each has answered; those that have answered none are folded away. */
function ModelChoices({ all, chosenSets, models, onToggle, error }: ModelChoicesProps) {
  const asked = chosenSets.reduce((sum, set) => sum + set.promptCount, 0);
  const answeredBy = (model: string) => chosenSets.reduce((sum, set) => sum + (set.answered[model] ?? 0), 0);
  const toChoice = (name: string): Choice => ({
    name,
    note: asked > 0 ? `responses to ${answeredBy(name)} of ${formatCounted(asked, "prompt")}` : "",
    isChosen: models.includes(name),
    onToggle: () => onToggle(name),
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
      hint={isNeeded ? "Stands first in its pairs." : "Stands first in its pairs. A study may have none."}
      name="reference"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    >
      <option value="">{isNeeded ? "Choose one of the models" : "None"}</option>
      {models.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
