import { FieldError } from "@/components/ui/field";

export type Choice = { name: string; note: string; isChosen: boolean; onToggle: () => void };

type Props = {
  name: string;
  legend: string;
  /** Said where there is nothing to choose from. */
  none: string;
  error?: string;
  choices: Choice[];
  /** Rarely wanted: folded away. */
  further?: { label: string; choices: Choice[] };
};

/** Tick boxes under one name. */
export function Choices({ name, legend, none, error, choices, further }: Props) {
  const isEmpty = choices.length === 0 && !further?.choices.length;
  return (
    <fieldset aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="font-medium">{legend}</legend>
      {isEmpty && <p className="note">{none}</p>}
      <Boxes name={name} choices={choices} />
      {further && further.choices.length > 0 && (
        <details>
          <summary className="note py-2.5">{further.label}</summary>
          <Boxes name={name} choices={further.choices} />
        </details>
      )}
      <FieldError name={name} error={error} />
    </fieldset>
  );
}

function Boxes({ name, choices }: { name: string; choices: Choice[] }) {
  return choices.map((choice) => (
    <label key={choice.name} className="opt">
      <input type="checkbox" name={name} value={choice.name} checked={choice.isChosen} onChange={choice.onToggle} />
      <span className="min-w-0 break-words">
        {choice.name} <span className="note">{choice.note}</span>
      </span>
    </label>
  ));
}
