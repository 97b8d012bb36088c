import { CheckIcon, WarningIcon } from "@/components/results/quality/finding-icons";
import type { Finding } from "@/components/results/quality/findings";

const STATE = { fine: "Fine", look: "Look", unknown: "Cannot be told" };

/** The state is in the words too, for whoever does not see the icon. */
export function FindingList({ findings }: { findings: Finding[] }) {
  return (
    <ul className="border-t border-edge">
      {findings.map(({ id, state, finding, more }) => (
        <li key={id} className="grid grid-cols-[1.5rem_minmax(0,1fr)] border-b border-rule py-3.5">
          <span>
            {state === "look" ? <WarningIcon /> : state === "fine" ? <CheckIcon /> : null}
            <span className="sr-only">{STATE[state]}: </span>
          </span>
          <div className="max-w-measure">
            <p className="font-semibold">{finding}</p>
            <p className="text-muted">{more}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
