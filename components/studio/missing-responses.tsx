import type { StudyFormOptions } from "@/components/studio/study-form-options";
import { formatCount } from "@/components/ui/format";

type Props = { sets: StudyFormOptions["sets"]; models: string[] };

/** Which of the chosen models have not answered which of the chosen sets, and the way to a run that asks them. */
export function MissingResponses({ sets, models }: Props) {
  const lacking = sets.flatMap((set) => {
    const left = models.flatMap((model) => {
      const missing = set.promptCount - (set.answered[model] ?? 0);
      return missing > 0 ? [{ model, missing }] : [];
    });
    return left.length > 0 ? [{ set, left }] : [];
  });
  if (lacking.length === 0) return null;
  return (
    <ul aria-label="Missing responses" className="grid gap-3">
      {lacking.map(({ set, left }) => (
        <li key={set.name} className="grid justify-items-start gap-1">
          <p>
            <strong className="font-semibold">{`Responses to ${set.name} are missing: `}</strong>
            {left
              .map(
                ({ model, missing }) => `${model} has ${formatCount(missing)} of ${formatCount(set.promptCount)} to go`,
              )
              .join("; ")}
            . Prompts that one of a pair has not answered are left out.
          </p>
          <a
            href={toRunAddress(
              set.name,
              left.map(({ model }) => model),
            )}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-h-target items-center"
          >
            Order a run of them, in a new tab
          </a>
        </li>
      ))}
    </ul>
  );
}

function toRunAddress(set: string, models: string[]): string {
  return `/studio/runs/new?${new URLSearchParams([["set", set], ...models.map((name) => ["models", name])])}`;
}
