import type { ReactNode } from "react";
import { CheckIcon, WarningIcon } from "@/components/results/quality/finding-icons";
import type { Finding } from "@/components/results/quality/findings";

/** note: neither good nor bad. */
export type ShownFinding = { id: string; state: Finding["state"] | "note"; finding: string; more: ReactNode };

const STATE = { fine: "Fine: ", look: "Look: ", unknown: "Cannot be told: ", note: "" };

/** The state is in words too, for whoever does not see the icon. */
export function FindingList({ findings }: { findings: ShownFinding[] }) {
  return (
    <ul className="border-t border-edge">
      {findings.map(({ id, state, finding, more }) => (
        <li key={id} className="grid grid-cols-[1.5rem_minmax(0,1fr)] border-b border-rule py-3.5">
          <span>
            {state === "look" && <WarningIcon />}
            {state === "fine" && <CheckIcon />}
            <span className="sr-only">{STATE[state]}</span>
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
