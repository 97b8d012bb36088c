import Link from "next/link";
import { formatCount } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import type { CurationOptions } from "@/lib/prompts/curate/options";

const NAMES: Record<string, string> = {
  "exact-duplicate": "Exact duplicates",
  "normalised-duplicate": "Duplicates but for case and punctuation",
  "near-duplicate": "Near-duplicates",
  language: "Other languages",
  code: "Programming",
  "personal-data": "Personal data",
  unsafe: "Unsafe text",
  contamination: "Contamination",
};

type Props = {
  steps: { step: string; came: number; dropped: number; takenBack: number }[];
  options: CurationOptions;
  hasCorpora: boolean;
  /** Where a step's drops are listed; null: nowhere. */
  pathOf: ((step: string) => string) | null;
};

/** The steps of a curation with their counts and thresholds. */
export function StepTable({ steps, options, hasCorpora, pathOf }: Props) {
  return (
    <Table label="Steps of the curation">
      <thead>
        <tr>
          <th scope="col" className="start">
            Step
          </th>
          <th scope="col">Came</th>
          <th scope="col">Dropped</th>
          <th scope="col">Taken back</th>
          <th scope="col" className="start">
            Threshold
          </th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ step, came, dropped, takenBack }) => (
          <tr key={step}>
            <th scope="row" className="prose min-w-40">
              {pathOf && dropped > 0 ? (
                <Link href={pathOf(step)} prefetch={false}>
                  {NAMES[step] ?? step}
                </Link>
              ) : (
                (NAMES[step] ?? step)
              )}
            </th>
            <td>{formatCount(came)}</td>
            <td>{formatCount(dropped)}</td>
            <td>{formatCount(takenBack)}</td>
            <td className="start prose">{thresholdOf(step, options, hasCorpora)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function thresholdOf(step: string, options: CurationOptions, hasCorpora: boolean): string {
  const unless = (isOn: boolean) => (isOn ? "" : "left out");
  switch (step) {
    case "near-duplicate":
      return options.nearDuplicate === null ? "left out" : `similarity from ${options.nearDuplicate}`;
    case "language":
      return options.languages.length === 0
        ? "left out"
        : `${options.languages.join(", ")}; margin ${options.languageMargin}`;
    case "code":
      return unless(options.dropCode);
    case "personal-data":
      return unless(options.dropPersonalData);
    case "unsafe":
      return unless(options.dropUnsafe);
    case "contamination":
      return hasCorpora ? `BLEU above ${options.bleu}%; 13-grams above ${options.containment}` : "no corpora given";
    default:
      return "";
  }
}
