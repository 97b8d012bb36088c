import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { Language, SessionDesign } from "@/lib/studies/session-schema";

/** What each part of the form is given: the design as it is typed so far, and how to change it. */
export type PartProps = {
  session: SessionDesign;
  change: (changes: Partial<SessionDesign>) => void;
  /** By the path in the protocol: `session.demographics.0.name`. */
  errors: Record<string, string>;
};

type Props = {
  title: string;
  /** What is set, in a line. */
  summary: string;
  /** Of the errors that belong to it: it opens where there is one. */
  paths: string[];
  errors: Record<string, string>;
  children: ReactNode;
};

/** A part of the form, folded to a line that says what is set. */
export function Part({ title, summary, paths, errors, children }: Props) {
  const isWrong = Object.keys(errors).some((key) => paths.some((path) => key === path || key.startsWith(`${path}.`)));
  return (
    <details open={isWrong || undefined} className="border-b border-rule">
      <summary className="py-3">
        <span className="font-medium">{title}</span> <span className="note ms-2 break-words">{summary}</span>
      </summary>
      <div className="grid grid-cols-1 gap-5 pt-2 pb-6">{children}</div>
    </details>
  );
}

type ListProps<Row> = {
  /** What one is called: "question". */
  one: string;
  rows: Row[];
  /** A new one. */
  fresh: () => Row;
  onChange: (rows: Row[]) => void;
  children: (row: Row, index: number, change: (changes: Partial<Row>) => void) => ReactNode;
};

/** Rows that can be added, removed and moved. */
export function Rows<Row extends object>({ one, rows, fresh, onChange, children }: ListProps<Row>) {
  return (
    <div className="grid grid-cols-1 gap-6">
      {rows.map((row, index) => {
        const name = `${one} ${index + 1}`;
        const without = rows.filter((_, at) => at !== index);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and all of their state stands in the form
          <fieldset key={index} className="grid grid-cols-1 gap-4 border-s-2 border-rule ps-4">
            <legend className="font-medium first-letter:uppercase">{name}</legend>
            {children(row, index, (changes) =>
              onChange(rows.map((other, at) => (at === index ? { ...other, ...changes } : other))),
            )}
            <div className="flex flex-wrap gap-3">
              {index > 0 && (
                <Button
                  look="quiet"
                  aria-label={`Move ${name} up`}
                  onClick={() => onChange([...without.slice(0, index - 1), row, ...without.slice(index - 1)])}
                >
                  Move up
                </Button>
              )}
              <Button look="quiet" aria-label={`Remove ${name}`} onClick={() => onChange(without)}>
                Remove
              </Button>
            </div>
          </fieldset>
        );
      })}
      <Button className="justify-self-start" onClick={() => onChange([...rows, fresh()])}>
        Add {/^[aeiou]/.test(one) ? "an" : "a"} {one}
      </Button>
    </div>
  );
}

/** An empty text in each of the study's languages. */
export function emptyTexts(languages: Language[]): Partial<Record<Language, string>> {
  return Object.fromEntries(languages.map((language) => [language, ""]));
}
