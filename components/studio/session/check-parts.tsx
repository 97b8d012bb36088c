import { NumberField, TextsField, Tick } from "@/components/studio/session/fields";
import { emptyTexts, Part, type PartProps, Rows } from "@/components/studio/session/part";
import { SelectField, TextAreaField } from "@/components/ui/field";
import { formatCounted } from "@/components/ui/format";
import { countPairs } from "@/lib/studies/describe-session";

export function ComprehensionPart({ session, change, errors }: PartProps) {
  const { comprehension, languages } = session;
  return (
    <Part
      title="Comprehension"
      summary={comprehension.length > 0 ? formatCounted(comprehension.length, "question") : "Not asked"}
      paths={["session.comprehension"]}
      errors={errors}
    >
      <p className="note">
        Two attempts. Who fails both is asked to return; it is never a ground for rejection, by Prolific&apos;s rules.
      </p>
      <Rows
        one="question"
        rows={comprehension}
        fresh={() => ({
          question: emptyTexts(languages),
          choices: [emptyTexts(languages), emptyTexts(languages)],
          correct: 0,
        })}
        onChange={(rows) => change({ comprehension: rows })}
      >
        {(row, index, set) => {
          const path = `session.comprehension.${index}`;
          return (
            <>
              <TextsField
                label="Question"
                path={`${path}.question`}
                languages={languages}
                value={row.question}
                onChange={(question) => set({ question })}
                errors={errors}
              />
              <Rows
                one="answer"
                rows={row.choices}
                fresh={() => emptyTexts(languages)}
                onChange={(choices) => set({ choices })}
              >
                {(choice, at) => (
                  <TextsField
                    label="Answer"
                    path={`${path}.choices.${at}`}
                    languages={languages}
                    value={choice}
                    onChange={(text) => set({ choices: row.choices.map((other, i) => (i === at ? text : other)) })}
                    errors={errors}
                  />
                )}
              </Rows>
              <SelectField
                label="The right one"
                name={`${path}.correct`}
                value={row.correct}
                onChange={(event) => set({ correct: Number(event.currentTarget.value) })}
                error={errors[`${path}.correct`] ?? errors[`${path}.choices`]}
              >
                {row.choices.map((_, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: an answer is its place
                  <option key={at} value={at}>{`Answer ${at + 1}`}</option>
                ))}
              </SelectField>
            </>
          );
        }}
      </Rows>
    </Part>
  );
}

type Written = { prompt: string; first: string; second: string };
const BLANK: Written = { prompt: "", first: "", second: "" };

type WrittenProps = {
  path: string;
  pair: Written;
  set: (changes: Partial<Written>) => void;
  errors: Record<string, string>;
};

function WrittenFields({ path, pair, set, errors }: WrittenProps) {
  const LABELS = { prompt: "Prompt", first: "First response", second: "Second response" };
  return (["prompt", "first", "second"] as const).map((field) => (
    <TextAreaField
      key={field}
      label={LABELS[field]}
      rows={2}
      dir="auto"
      name={`${path}.${field}`}
      value={pair[field]}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
      error={errors[`${path}.${field}`]}
    />
  ));
}

export function PracticePart({ session, change, errors }: PartProps) {
  const { practice, languages } = session;
  return (
    <Part
      title="Practice"
      summary={practice.length > 0 ? formatCounted(practice.length, "pair") : "None"}
      paths={["session.practice"]}
      errors={errors}
    >
      <p className="note">Shown before the first pair that counts. After each vote the rater reads your explanation.</p>
      <Rows
        one="practice pair"
        rows={practice}
        fresh={() => ({ ...BLANK, better: "first" as const, explanation: emptyTexts(languages) })}
        onChange={(rows) => change({ practice: rows })}
      >
        {(row, index, set) => {
          const path = `session.practice.${index}`;
          return (
            <>
              <WrittenFields path={path} pair={row} set={set} errors={errors} />
              <SelectField
                label="Better"
                name={`${path}.better`}
                value={row.better}
                onChange={(event) => set({ better: event.currentTarget.value as typeof row.better })}
              >
                <option value="first">The first</option>
                <option value="second">The second</option>
                <option value="tie">Equally good</option>
              </SelectField>
              <TextsField
                label="Explanation"
                isLong
                path={`${path}.explanation`}
                languages={languages}
                value={row.explanation}
                onChange={(explanation) => set({ explanation })}
                errors={errors}
              />
            </>
          );
        }}
      </Rows>
    </Part>
  );
}

type ChecksProps = PartProps & {
  goldSets: { name: string; version: number; promptCount: number }[];
  /** Of one rater, for the numbers beside the shares. */
  pairs: number;
};

export function ChecksPart({ session, change, errors, goldSets, pairs }: ChecksProps) {
  const { attention } = session;
  const counts = countPairs(session, pairs);
  const chosen = session.goldSets.map(({ name }) => name);
  return (
    <Part
      title="Checks among the pairs"
      summary={`${counts.attention} attention, ${counts.gold} gold, ${counts.repeats} repeats in ${pairs} pairs`}
      paths={["attention", "attentionShare", "attentionFailures", "goldSets", "goldShare", "repeatShare"].map(
        (name) => `session.${name}`,
      )}
      errors={errors}
    >
      <p role="status">
        {`Of ${formatCounted(pairs, "pair")} about ${counts.main} count; ${counts.attention} are attention checks, ${counts.gold} gold pairs, ${counts.repeats} repeats. None of these three ever counts in the results.`}
      </p>
      <Share
        label="Attention checks"
        field="attentionShare"
        {...{ session, change, errors }}
        hint="Percent of the pairs."
      />
      <NumberField
        label="Failed checks at which the session ends"
        hint="Two at least where the session takes over five minutes: Prolific's rule."
        path="session.attentionFailures"
        value={session.attentionFailures}
        onChange={(attentionFailures) => change({ attentionFailures: attentionFailures as number })}
        errors={errors}
      />
      <p className="note">
        By Prolific&apos;s rules a check tells the rater in so many words what to choose, or is plain nonsense. It must
        not test memory or knowledge. Sides are drawn at random: speak of what a response says, never of A or B.
      </p>
      <Rows
        one="attention check"
        rows={attention}
        fresh={() => ({
          prompt: "This checks that you read. Prefer the response that says *choose this one*.",
          first: "Choose this one.",
          second: "Do not choose this one.",
          expected: "first" as const,
        })}
        onChange={(rows) => change({ attention: rows })}
      >
        {(row, index, set) => {
          const path = `session.attention.${index}`;
          return (
            <>
              <WrittenFields path={path} pair={row} set={set} errors={errors} />
              <SelectField
                label="To be chosen"
                name={`${path}.expected`}
                value={row.expected}
                onChange={(event) => set({ expected: event.currentTarget.value as typeof row.expected })}
              >
                <option value="first">The first</option>
                <option value="second">The second</option>
              </SelectField>
            </>
          );
        }}
      </Rows>
      <Share
        label="Gold pairs"
        field="goldShare"
        {...{ session, change, errors }}
        hint="Percent of the pairs: one response is known to be better. Failing them never justifies a rejection."
      />
      <fieldset>
        <legend className="font-medium">Sets of gold pairs</legend>
        {goldSets.length === 0 && (
          <p className="note">
            There are none yet. <a href="/studio/prompts/import/gold">Import gold pairs</a> first.
          </p>
        )}
        {goldSets.map(({ name, version, promptCount }) => (
          <Tick
            key={name}
            isTicked={chosen.includes(name)}
            note={`${formatCounted(promptCount, "pair")}, version ${version}`}
            onChange={(isTicked) => {
              const others = session.goldSets.filter((set) => set.name !== name);
              change({ goldSets: isTicked ? [...others, { name, version, digest: "" }] : others });
            }}
          >
            {name}
          </Tick>
        ))}
      </fieldset>
      <Share
        label="Repeats"
        field="repeatShare"
        {...{ session, change, errors }}
        hint="Percent of the pairs: a pair of the rater's own again, with sides swapped."
      />
    </Part>
  );
}

type ShareProps = PartProps & { label: string; hint: string; field: "goldShare" | "attentionShare" | "repeatShare" };

function Share({ label, hint, field, session, change, errors }: ShareProps) {
  return (
    <NumberField
      label={label}
      hint={hint}
      path={`session.${field}`}
      scale={100}
      value={session[field]}
      onChange={(value) => change({ [field]: value ?? 0 })}
      errors={errors}
    />
  );
}
