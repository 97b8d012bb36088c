"use client";

import { useState } from "react";
import type { StudyFormOptions } from "@/components/studio/study-form";
import { FieldError, SelectField, TextField } from "@/components/ui/field";
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
  const [reference, setReference] = useState(protocol?.reference ?? "");
  const isAllPairs = protocol?.reference != null && protocol.pairs.length > protocol.models.length - 1;
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-4 text-lead font-semibold">What is compared</legend>
      <Choices
        name="sets"
        legend="Prompt sets"
        error={errors.sets}
        none="There are no prompt sets yet. Import one first."
      >
        {options.sets.map(({ name, version, promptCount }) => ({
          name,
          note: `${formatCounted(promptCount, "prompt")}, version ${version}`,
          isChosen: sets.includes(name),
          onToggle: () => setSets(toggle(sets, name)),
        }))}
      </Choices>
      <Choices
        name="models"
        legend="Models"
        error={errors.models}
        none="There are no models yet. Import responses first."
      >
        {options.models.map((name) => ({
          name,
          note: describeAnswers(options, sets, name),
          isChosen: models.includes(name),
          onToggle: () => setModels(toggle(models, name)),
        }))}
      </Choices>
      <SelectField
        label="Reference"
        hint={
          template === "koala-2023"
            ? "Compared with each other model."
            : "Compared with each other model; none: all pairs."
        }
        name="reference"
        value={models.includes(reference) ? reference : ""}
        onChange={(event) => setReference(event.currentTarget.value)}
        error={errors.reference}
      >
        <option value="">{template === "koala-2023" ? "Choose one of the models" : "None: all pairs"}</option>
        {models.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </SelectField>
      <label className="opt">
        <input type="checkbox" name="allPairs" defaultChecked={isAllPairs} />
        Compare the others with each other too
      </label>
      <TextField
        label="Votes per comparison"
        hint={describeAmount(options, sets, models, models.includes(reference))}
        name="votesPerComparison"
        inputMode="numeric"
        defaultValue={
          protocol?.votesPerComparison ?? options.templates.find(({ name }) => name === template)?.votesPerComparison
        }
        required
        error={errors.votesPerComparison}
      />
    </fieldset>
  );
}

function toggle(names: string[], name: string): string[] {
  return names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
}

function chosenSets(options: StudyFormOptions, sets: string[]) {
  return options.sets.filter(({ name }) => sets.includes(name));
}

function describeAnswers(options: StudyFormOptions, sets: string[], model: string): string {
  const chosen = chosenSets(options, sets);
  if (chosen.length === 0) return "";
  const answered = chosen.reduce((sum, set) => sum + (set.answered[model] ?? 0), 0);
  const asked = chosen.reduce((sum, set) => sum + set.promptCount, 0);
  return `responses to ${answered} of ${formatCounted(asked, "prompt")}`;
}

function describeAmount(options: StudyFormOptions, sets: string[], models: string[], hasReference: boolean): string {
  const prompts = chosenSets(options, sets).reduce((sum, set) => sum + set.promptCount, 0);
  const pairs = hasReference ? models.length - 1 : (models.length * (models.length - 1)) / 2;
  if (prompts === 0 || pairs < 1) return "From 1 to 50.";
  return `From 1 to 50. ${formatCounted(prompts, "prompt")} × ${formatCounted(pairs, "pair")} makes at most ${formatCounted(prompts * pairs, "comparison")}.`;
}

type Choice = { name: string; note: string; isChosen: boolean; onToggle: () => void };

function Choices(props: { name: string; legend: string; none: string; error?: string; children: Choice[] }) {
  const { name, legend, none, error, children } = props;
  return (
    <fieldset aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="font-medium">{legend}</legend>
      {children.length === 0 && <p className="note">{none}</p>}
      {children.map((choice) => (
        <label key={choice.name} className="opt">
          <input type="checkbox" name={name} value={choice.name} checked={choice.isChosen} onChange={choice.onToggle} />
          <span className="min-w-0 break-words">
            {choice.name} <span className="note">{choice.note}</span>
          </span>
        </label>
      ))}
      <FieldError name={name} error={error} />
    </fieldset>
  );
}
