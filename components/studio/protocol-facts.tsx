import type { ReactNode } from "react";
import {
  describeAsks,
  describeAssignment,
  describeCaps,
  describeChoices,
  describePlan,
  describeStopping,
} from "@/lib/studies/describe-protocol";
import { type Protocol, USUAL_ANALYSIS } from "@/lib/studies/schema";
import { NO_STOPPING, USUAL_ASSIGNMENT } from "@/lib/studies/session-schema";

/** The protocol in short, as a list of facts. */
export function ProtocolFacts({ protocol, isImported }: { protocol: Protocol; isImported: boolean }) {
  const { promptSets, models, reference, pairs } = protocol;
  const others = models.filter((name) => name !== reference);
  return (
    <dl className="grid gap-3 break-words">
      <Fact name="Template">{protocol.template}</Fact>
      <Fact name="Prompt sets">
        {promptSets.length === 0
          ? "None yet"
          : promptSets.map((set) => `${set.name}, version ${set.version}`).join("; ")}
      </Fact>
      {reference !== null && <Fact name="Reference">{reference}</Fact>}
      <Fact name={reference === null ? "Models" : "Compared with"}>
        {others.length === 0 ? "None yet" : others.join(", ")}
        {pairs.length > 0 && reference === null && `: ${pairs.length} pairs`}
      </Fact>
      {!isImported && (
        <>
          <Fact name="Votes per comparison">{protocol.votesPerComparison}</Fact>
          <Fact name="Choices">{describeChoices(protocol.choices)}</Fact>
          {protocol.criteria.length > 0 && <Fact name="Criteria">{protocol.criteria.join(", ")}</Fact>}
          {describeAsks(protocol).map(([name, text]) => (
            <Fact key={name} name={name}>
              {text}
            </Fact>
          ))}
          <Fact name="Raters">
            {describeCaps(protocol)}
            {protocol.oncePerPrompt && ", each prompt once"}
          </Fact>
          <Fact name="The next pair">{describeAssignment(protocol.assignment ?? USUAL_ASSIGNMENT)}</Fact>
          <Fact name="It closes">{describeStopping(protocol.stopping ?? NO_STOPPING)}</Fact>
          <Fact name="Analysis">{describePlan(protocol.analysis ?? USUAL_ANALYSIS)}</Fact>
        </>
      )}
    </dl>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="note">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
