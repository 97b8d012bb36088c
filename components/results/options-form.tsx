"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useOptimistic, useTransition } from "react";

export type OptionField = {
  /** In the address. */
  name: string;
  label: string;
  value: string;
  choices: { value: string; label: string }[];
  /** row: all choices are seen, side by side. list: a menu. */
  look: "row" | "list";
};

type Props = {
  /** What the figures are of, for whoever hears the page: "Options of the matrix". */
  label: string;
  fields: OptionField[];
  /** What else the address says, kept as it is. */
  kept: Record<string, string>;
};

/**
 * What a reader of the figures may choose, kept in the address: a form that is sent by its button without scripts, and
 * by each choice with them.
 */
export function OptionsForm({ label, fields, kept }: Props) {
  const router = useRouter();
  const path = usePathname();
  const address = useSearchParams();
  const [isPending, start] = useTransition();
  const [chosen, choose] = useOptimistic<Record<string, string>, [string, string]>(
    Object.fromEntries(fields.map(({ name, value }) => [name, value])),
    (before, [name, value]) => ({ ...before, [name]: value }),
  );

  const take = (name: string) => (value: string) => {
    const query = new URLSearchParams(address);
    query.set(name, value);
    start(() => {
      choose([name, value]);
      router.push(`${path}?${query}`, { scroll: false });
    });
  };

  return (
    <form
      method="get"
      aria-label={label}
      className="relative flex flex-wrap items-end gap-x-6 gap-y-3 print:hidden"
      onSubmit={(event: FormEvent) => event.preventDefault()}
    >
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) => {
        const Field = field.look === "row" ? ChoiceRow : ChoiceList;
        return <Field key={field.name} field={field} value={chosen[field.name] ?? ""} take={take(field.name)} />;
      })}
      <button type="submit" className="btn hidden noscript:inline-flex">
        Show
      </button>
      <p role="status" className="note absolute start-0 top-full pt-1">
        {isPending && "Computing…"}
      </p>
    </form>
  );
}

type FieldProps = { field: OptionField; value: string; take: (value: string) => void };

function ChoiceRow({ field, value, take }: FieldProps) {
  return (
    <fieldset className="me-auto flex rounded-md border border-edge bg-raised max-pair:w-full">
      <legend className="sr-only">{field.label}</legend>
      {field.choices.map((choice) => (
        <label
          key={choice.value}
          className="relative inline-flex min-h-target cursor-pointer items-center border-rule px-3.5 py-1.5 not-first-of-type:border-s first-of-type:rounded-s-[5px] last-of-type:rounded-e-[5px] hover:text-accent-strong has-checked:bg-accent-soft has-checked:font-medium has-checked:shadow-[inset_0_-2px_0_var(--color-accent)] has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus max-pair:flex-1 max-pair:justify-center max-pair:px-1 max-pair:text-center max-pair:leading-tight"
        >
          <input
            type="radio"
            name={field.name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => take(choice.value)}
            className="absolute inset-0 m-0 cursor-pointer opacity-0"
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}

function ChoiceList({ field, value, take }: FieldProps) {
  return (
    <label className="grid gap-1 max-pair:w-full">
      <span className="note">{field.label}</span>
      <span className="select">
        <select
          name={field.name}
          value={value}
          onChange={(event) => take(event.target.value)}
          className="input max-w-full pe-9! pair:max-w-64"
        >
          {field.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      </span>
    </label>
  );
}
