import { type ReactNode, useLayoutEffect, useRef } from "react";
import { CHOICES, FLAGS, REASONS, SIDES, sayChoice, sayFlag, toLetter } from "@/components/rating/choices";
import type { DeskStudy } from "@/components/rating/desk-study";
import { Key, Menu, type MenuName } from "@/components/rating/menu";
import { useSay } from "@/components/rating/say";
import type { Answers, Choice } from "@/components/rating/session-machine";
import type { FlagRequest } from "@/lib/votes/schema";

export type ChoiceBarProps = {
  study: Pick<DeskStudy, "question" | "weigh" | "choices">;
  /** Changes with the pair. */
  pairKey: string | null;
  /** While a vote is sent and no next pair is here: what was chosen. */
  chosen: Choice | null;
  isReady: boolean;
  canUndo: boolean;
  menu: MenuName | null;
  onMenu: (menu: MenuName | null) => void;
  onVote: (choice: Choice, answers?: Answers) => void;
  onUndo: () => void;
  onFlag: (flag: Pick<FlagRequest, "side" | "reason">) => void;
};

/** Its place and size are the same for every pair; nothing is chosen beforehand. */
export function ChoiceBar(props: ChoiceBarProps) {
  const { study, pairKey, chosen, isReady, canUndo, menu, onMenu, onVote, onUndo, onFlag } = props;
  const { question, weigh, choices } = study;
  const say = useSay();
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
        {question} <span>{weigh}</span>
      </p>
      <div
        ref={picks}
        className="rate-picks"
        data-offered={choices.length}
        onPointerMove={({ currentTarget }) => currentTarget.removeAttribute("data-still")}
      >
        {CHOICES.filter(({ choice }) => choices.includes(choice)).map(({ choice, key }) => (
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
            {sayChoice(say, choice)} <Key name={key} />
          </button>
        ))}
      </div>
      <div className="rate-side">
        <UndoButton isDisabled={!canUndo} onUndo={onUndo} />
        <Menu label={say("skip")} hotkey="S" listLabel={say("skipLabel")} {...toMenu("skip")}>
          <p className="note">{say("skipBecause")}</p>
          {REASONS.map((reason) => (
            <button key={reason} type="button" onClick={() => onVote("cannot_judge", { reason })}>
              {say(`reason_${reason}`)}
            </button>
          ))}
        </Menu>
        <Menu label={say("flag")} hotkey="F" listLabel={say("flagLabel")} {...toMenu("flag")}>
          <FlagList onFlag={onFlag} />
        </Menu>
      </div>
    </div>
  );
}

function FlagList({ onFlag }: Pick<ChoiceBarProps, "onFlag">) {
  const say = useSay();
  return (
    <>
      <p className="note">{say("flagIntro")}</p>
      {FLAGS.map((reason) => (
        <div key={reason} className="rate-flag">
          <span aria-hidden="true">{say(`flag_${reason}`)}</span>
          {SIDES.map((side) => (
            <button
              key={side}
              type="button"
              aria-label={sayFlag(say, side, reason)}
              onClick={() => onFlag({ side, reason })}
            >
              {side === "both" ? say("both") : toLetter(side)}
            </button>
          ))}
        </div>
      ))}
    </>
  );
}

export function UndoButton({ isDisabled, onUndo }: { isDisabled?: boolean; onUndo: () => void }): ReactNode {
  const say = useSay();
  return (
    <button
      type="button"
      className="btn btn-quiet rate-undo"
      aria-disabled={isDisabled || undefined}
      aria-keyshortcuts="U"
      onClick={({ detail }) => detail < 2 && onUndo()}
    >
      {say("undo")} <Key name="U" />
    </button>
  );
}
