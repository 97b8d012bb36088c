import type { ReactNode } from "react";
import {
  CRITERION_KEYS,
  countMissing,
  type Draft,
  type Question,
  toggleFlaw,
} from "@/components/rating/asks/questions";
import { sayChoice, toLetter } from "@/components/rating/choices";
import { Key } from "@/components/rating/menu";
import { useSay } from "@/components/rating/say";

type Props<K extends Question["kind"] = Question["kind"]> = {
  question: Extract<Question, { kind: K }>;
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** It was tried to send it without an answer. */
  isMissed: boolean;
  /** "A" or "B": which response was said to be better. */
  better: "A" | "B";
};

export function QuestionView({ question, ...rest }: Props) {
  switch (question.kind) {
    case "strength":
      return <Strength question={question} {...rest} />;
    case "criterion":
      return <Criterion question={question} {...rest} />;
    case "flaws":
      return <Flaws question={question} {...rest} />;
    case "reason":
      return <Reason question={question} {...rest} />;
  }
}

/** The ends of the scale are named; what lies between is for the rater. */
function Strength({ question, draft, onChange, isMissed, better }: Props<"strength">) {
  const say = useSay();
  const { id, points } = question;
  const names: Record<number, string> = { 1: say("moreWeakest"), [points]: say("moreStrongest") };
  return (
    <Group id={id} legend={say("moreStrength", { letter: better })} isMissed={isMissed}>
      <div className="rate-scale" data-points={points}>
        {Array.from({ length: points }, (_, index) => index + 1).map((point) => (
          <Pick
            key={point}
            group={id}
            label={names[point] ? `${point}, ${names[point]}` : String(point)}
            isChosen={draft.strength === point}
            onChoose={() => onChange({ ...draft, strength: point })}
          >
            {point}
          </Pick>
        ))}
      </div>
      <p className="rate-ends note" aria-hidden="true">
        <span>{names[1]}</span>
        <span>{names[points]}</span>
      </p>
    </Group>
  );
}

function Criterion({ question, draft, onChange, isMissed }: Props<"criterion">) {
  const say = useSay();
  const { id, name } = question;
  return (
    <Group id={id} legend={question.question} isMissed={isMissed}>
      <div className="rate-scale">
        {CRITERION_KEYS.map(({ choice, key }) => (
          <Pick
            key={choice}
            group={id}
            hotkey={key}
            isChosen={draft.criteria[name] === choice}
            onChoose={() => onChange({ ...draft, criteria: { ...draft.criteria, [name]: choice } })}
          >
            {sayChoice(say, choice)}
          </Pick>
        ))}
      </div>
    </Group>
  );
}

function Flaws({ question, draft, onChange, isMissed }: Props<"flaws">) {
  const say = useSay();
  const { id, side, flaws } = question;
  return (
    <Group
      id={id}
      legend={say("moreFlaws", { letter: toLetter(side) })}
      note={say("moreFlawsNote")}
      isMissed={isMissed}
    >
      {flaws.map(({ name, label }, index) => (
        <label key={name} className="opt">
          <input
            type="checkbox"
            checked={draft.flaws[side].includes(name)}
            onChange={() => onChange(toggleFlaw(draft, side, name))}
          />
          <span dir="auto">{label}</span>
          {index < 9 && <Key name={String(index + 1)} />}
        </label>
      ))}
    </Group>
  );
}

function Reason({ question, draft, onChange, isMissed }: Props<"reason">) {
  const say = useSay();
  const { id, minimum, maximum } = question;
  const missing = countMissing(draft.reason, minimum);
  return (
    <div id={id} className="rate-asked">
      <label htmlFor={`${id}-text`} className="rate-legend">
        {say("moreReason")}
      </label>
      <textarea
        id={`${id}-text`}
        className="input"
        rows={3}
        dir="auto"
        enterKeyHint="send"
        maxLength={maximum}
        value={draft.reason}
        onChange={(event) => onChange({ ...draft, reason: event.currentTarget.value })}
        aria-describedby={`${id}-note`}
        aria-invalid={(isMissed && missing > 0) || undefined}
      />
      <p id={`${id}-note`} className={isMissed && missing > 0 ? "rate-missed" : "note"}>
        {missing > 0 ? say("moreReasonLeft", { count: missing }) : say("moreReasonNote")}
      </p>
    </div>
  );
}

type GroupProps = { id: string; legend: string; note?: string; isMissed: boolean; children: ReactNode };

function Group({ id, legend, note, isMissed, children }: GroupProps) {
  const say = useSay();
  return (
    <fieldset id={id} className="rate-asked" aria-describedby={isMissed ? `${id}-open` : undefined}>
      <legend className="rate-legend" dir="auto">
        {legend}
      </legend>
      {note && <p className="note">{note}</p>}
      {children}
      {isMissed && (
        <p id={`${id}-open`} className="rate-missed">
          {say("moreOpen")}
        </p>
      )}
    </fieldset>
  );
}

type PickProps = {
  group: string;
  /** What is heard, where it is more than what is read. */
  label?: string;
  hotkey?: string;
  isChosen: boolean;
  onChoose: () => void;
  children: ReactNode;
};

/** A radio button that looks like those of the choice. */
function Pick({ group, label, hotkey, isChosen, onChoose, children }: PickProps) {
  return (
    <label className="btn rate-pick">
      <input
        type="radio"
        name={group}
        className="rate-hidden"
        aria-label={label}
        checked={isChosen}
        onChange={onChoose}
      />
      {children}
      {hotkey && <Key name={hotkey} />}
    </label>
  );
}
