import { useState } from "react";
import { TextAreaField, TextField } from "@/components/ui/field";
import { LANGUAGE_WORDS } from "@/lib/studies/describe-session";
import type { Language, Texts } from "@/lib/studies/session-schema";

type TextsProps = {
  label: string;
  path: string;
  languages: Language[];
  value: Texts;
  onChange: (value: Texts) => void;
  errors: Record<string, string>;
  isLong?: boolean;
};

/** One text in each of the study's languages. */
export function TextsField({ label, path, languages, value, onChange, errors, isLong = false }: TextsProps) {
  const Field = isLong ? TextAreaField : TextField;
  return languages.map((language, index) => {
    const name = `${path}.${language}`;
    return (
      <Field
        key={language}
        label={languages.length > 1 ? `${label} (${LANGUAGE_WORDS[language]})` : label}
        name={name}
        lang={language}
        dir="auto"
        {...(isLong && { rows: 3 })}
        value={value[language] ?? ""}
        onChange={(event: { currentTarget: { value: string } }) =>
          onChange({ ...value, [language]: event.currentTarget.value })
        }
        error={errors[name] ?? (index === 0 ? errors[path] : undefined)}
      />
    );
  });
}

type NumberProps = {
  label: string;
  hint?: string;
  path: string;
  /** null: none. */
  value: number | null;
  /** How often the unit in which it is typed goes into that of the value: 100 for percent of a share. */
  scale?: number;
  /** What is not a number is handed on as typed, for the server to refuse with a sentence. */
  onChange: (value: number | null) => void;
  errors: Record<string, string>;
};

/** A number as text: what was typed stays, even where it is none. */
export function NumberField({ label, hint, path, value, scale = 1, onChange, errors }: NumberProps) {
  const [typed, setTyped] = useState(value === null ? "" : String(Number((value * scale).toFixed(6))));
  return (
    <TextField
      label={label}
      hint={hint}
      name={path}
      inputMode="decimal"
      value={typed}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const number = Number(text.replace(",", "."));
        if (text.trim() === "") onChange(null);
        else onChange(Number.isFinite(number) ? Number((number / scale).toFixed(9)) : (text as unknown as number));
      }}
      error={errors[path]}
    />
  );
}

type TickProps = { children: string; isTicked: boolean; note?: string; onChange: (isTicked: boolean) => void };

export function Tick({ children, isTicked, note, onChange }: TickProps) {
  return (
    <label className="opt">
      <input type="checkbox" checked={isTicked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        {children} {note && <span className="note block">{note}</span>}
      </span>
    </label>
  );
}
