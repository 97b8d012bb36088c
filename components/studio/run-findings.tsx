import type { ReactNode } from "react";
import { describeFailure } from "@/components/studio/run-words";
import { formatCount, formatCounted } from "@/components/ui/format";
import type { FailureCause, ModelProgress } from "@/lib/inference/schema";

type SectionProps = { id: string; title: string; lead?: string; children: ReactNode };

function Section({ id, title, lead, children }: SectionProps) {
  return (
    <section className="pt-10" aria-labelledby={`${id}-head`}>
      <h2 id={`${id}-head`} className="mb-4">
        {title}
      </h2>
      {lead && <p className="mb-4 max-w-measure">{lead}</p>}
      <ul className="border-t border-edge">{children}</ul>
    </section>
  );
}

/** What failed, by cause: what to do about it, and the endpoint's own words. */
export function RunFailures({ failures }: { failures: FailureCause[] }) {
  if (failures.length === 0) return null;
  const kinds = [...new Set(failures.map(({ kind }) => kind))];
  return (
    <Section
      id="failures"
      title="Failures"
      lead="Retrying asks again with the settings that the run was ordered with. A new run over the set takes those of today, and asks only for what is missing."
    >
      {kinds.map((kind) => (
        <Cause key={kind} kind={kind} failures={failures.filter((failure) => failure.kind === kind)} />
      ))}
    </Section>
  );
}

function Cause({ kind, failures }: { kind: string; failures: FailureCause[] }) {
  const { what, mend } = describeFailure(kind);
  const count = failures.reduce((sum, failure) => sum + failure.count, 0);
  return (
    <li className="grid gap-2 border-b border-rule py-3.5">
      <div className="max-w-measure">
        <p className="font-semibold">
          {what} <span className="font-normal text-muted">{formatCounted(count, "response")}</span>
        </p>
        <p className="text-muted">{mend}</p>
      </div>
      <ul className="grid gap-1">
        {failures.map((failure) => (
          <li key={`${failure.model} ${failure.message}`} className="break-words">
            <span className="note">
              {failure.model}, {formatCount(failure.count)}:
            </span>{" "}
            <span dir="auto" className="mono">
              {failure.message}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

type Flag = keyof ModelProgress["flags"];

const FLAGS: Record<Flag, { one: string; many: string; more: string }> = {
  empty: {
    one: "is empty",
    many: "are empty",
    more: "Raters would have nothing to read.",
  },
  selfNaming: {
    one: "names its own model",
    many: "name their own model",
    more: "Raters would know whom they judge.",
  },
  cutShort: {
    one: "was cut short by its token limit",
    many: "were cut short by their token limit",
    more: "Raters would judge a sentence that stops. Give the model more tokens if that is not what you want to measure.",
  },
  repeated: {
    one: "says one thing over and over",
    many: "say one thing over and over",
    more: "Often a wrong prompt template or a missing stop text: compare the exact text that is sent with the model’s own.",
  },
  promptCut: {
    one: "answers a prompt whose beginning was dropped",
    many: "answer prompts whose beginning was dropped",
    more: "The endpoint’s context is shorter than the prompt. Serve the model with a longer one.",
  },
};

/** What is odd about responses, by kind, with the models they are of. */
export function RunFlags({ models }: { models: ModelProgress[] }) {
  const found = (Object.keys(FLAGS) as Flag[]).flatMap((flag) => {
    const rows = models.filter(({ flags }) => flags[flag] > 0);
    const total = rows.reduce((sum, { flags }) => sum + flags[flag], 0);
    return total === 0 ? [] : [{ flag, rows, total }];
  });
  if (found.length === 0) return null;
  return (
    <Section
      id="flags"
      title="Odd responses"
      lead="A study leaves these out, and says how many; its further rules can have them shown."
    >
      {found.map(({ flag, rows, total }) => (
        <li key={flag} className="border-b border-rule py-3.5">
          <p className="font-semibold">
            {formatCounted(total, "response")} {total === 1 ? FLAGS[flag].one : FLAGS[flag].many}.
          </p>
          <p className="max-w-measure text-muted">
            {FLAGS[flag].more} {rows.map(({ model, flags }) => `${model}: ${formatCount(flags[flag])}`).join("; ")}.
          </p>
        </li>
      ))}
    </Section>
  );
}
