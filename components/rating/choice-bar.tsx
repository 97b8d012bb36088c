import { type ReactNode, useLayoutEffect, useRef } from "react";
import { Key, Menu, type MenuName } from "@/components/rating/menu";
import type { Choice, Reason } from "@/components/rating/session-machine";
import { CHOICES, describeFlag, FLAGS, REASONS, SIDES } from "@/components/rating/words";
import type { RatingStudy } from "@/lib/studies/schema";
import type { FlagRequest } from "@/lib/votes/schema";

export type ChoiceBarProps = {
  study: Pick<RatingStudy, "question" | "criteria" | "choices">;
  /** Changes with the pair. */
  pairKey: string | null;
  /** While a vote is sent and no next pair is here: what was chosen. */
  chosen: Choice | null;
  isReady: boolean;
  canUndo: boolean;
  menu: MenuName | null;
  onMenu: (menu: MenuName | null) => void;
  onVote: (choice: Choice, reason?: Reason) => void;
  onUndo: () => void;
  onFlag: (flag: Pick<FlagRequest, "side" | "reason">) => void;
};

/** Its place and size are the same for every pair; nothing is chosen beforehand. */
export function ChoiceBar(props: ChoiceBarProps) {
  const { study, pairKey, chosen, isReady, canUndo, menu, onMenu, onVote, onUndo, onFlag } = props;
  const { question, criteria, choices } = study;
  const picks = useRef<HTMLDivElement>(null);
  // where the mouse rests after a vote, the next pair must not look as if that were chosen: no hover until it moves
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pair's change is what counts
  useLayoutEffect(() => picks.current?.setAttribute("data-still", ""), [pairKey]);
  const toMenu = (name: MenuName) => ({
    isOpen: menu === name,
    isDisabled: !isReady,
    onToggle: (open: boolean) => onMenu(open ? name : null),
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and these act
    <div className="rate-choices rate-wrap" id="choices" role="group" aria-label={question} tabIndex={-1}>
      <p className="rate-ask">
        {question} <span>{toCriteria(criteria)}</span>
      </p>
      <div
        ref={picks}
        className="rate-picks"
        data-offered={choices.length}
        onPointerMove={({ currentTarget }) => currentTarget.removeAttribute("data-still")}
      >
        {CHOICES.filter(({ choice }) => choices.includes(choice)).map(({ choice, key, label }) => (
          <button
            key={choice}
            type="button"
            className="btn"
            data-choice={choice}
            aria-pressed={chosen === choice || undefined}
            aria-disabled={!isReady || undefined}
            aria-keyshortcuts={key}
            // the second click of a double click is meant for the pair that left
            onClick={({ detail }) => detail < 2 && onVote(choice)}
          >
            {label} <Key name={key} />
          </button>
        ))}
      </div>
      <div className="rate-side">
        <UndoButton isDisabled={!canUndo} onUndo={onUndo} />
        <Menu label="Skip" hotkey="S" listLabel="Why you skip this pair" {...toMenu("skip")}>
          <p className="note">Skip this pair, because</p>
          {REASONS.map(({ reason, label }) => (
            <button key={reason} type="button" onClick={() => onVote("cannot_judge", reason)}>
              {label}
            </button>
          ))}
        </Menu>
        <Menu label="Flag" hotkey="F" listLabel="What is wrong with a response" {...toMenu("flag")}>
          <FlagList onFlag={onFlag} />
        </Menu>
      </div>
    </div>
  );
}

function FlagList({ onFlag }: Pick<ChoiceBarProps, "onFlag">) {
  return (
    <>
      <p className="note">Tell the researchers that a response</p>
      {FLAGS.map(({ reason, label }) => (
        <div key={reason} className="rate-flag">
          <span aria-hidden="true">{label}</span>
          {SIDES.map(({ side, label: name }) => (
            <button
              key={side}
              type="button"
              aria-label={describeFlag(side, reason)}
              onClick={() => onFlag({ side, reason })}
            >
              {name}
            </button>
          ))}
        </div>
      ))}
    </>
  );
}

export function UndoButton({ isDisabled, onUndo }: { isDisabled?: boolean; onUndo: () => void }): ReactNode {
  return (
    <button
      type="button"
      className="btn btn-quiet rate-undo"
      aria-disabled={isDisabled || undefined}
      aria-keyshortcuts="U"
      onClick={({ detail }) => detail < 2 && onUndo()}
    >
      Undo <Key name="U" />
    </button>
  );
}

function toCriteria(criteria: string[]): string {
  if (criteria.length === 0) return "";
  return `Weigh ${criteria.slice(0, -1).join(", ")}${criteria.length > 1 ? " and " : ""}${criteria.at(-1)}.`;
}
