import { lazy, type ReactNode, Suspense, useEffect, useLayoutEffect, useRef, useState } from "react";
import { ChoiceBar, UndoButton } from "@/components/rating/choice-bar";
import { CHOICES } from "@/components/rating/choices";
import type { Courier } from "@/components/rating/courier";
import type { DeskStudy } from "@/components/rating/desk-study";
import type { MenuName } from "@/components/rating/menu";
import { PairView } from "@/components/rating/pair-view";
import { useSay } from "@/components/rating/say";
import { LeftScreen, StateScreen, type StateWords } from "@/components/rating/screens";
import { type Answers, type Choice, type Screen, type Session, toScreen } from "@/components/rating/session-machine";
import { TopBar } from "@/components/rating/top-bar";
import { useBarHeight } from "@/components/rating/use-bar-height";
import { useNotice } from "@/components/rating/use-notice";
import { usePairClock } from "@/components/rating/use-pair-clock";
import { useShortcuts } from "@/components/rating/use-shortcuts";
import type { FlagRequest } from "@/lib/votes/schema";

// most raters need it once or never, and it is not paid for before
const Steps = lazy(() => import("@/components/rating/steps/steps"));
const Asks = lazy(() => import("@/components/rating/asks/asks"));

type DeskProps = {
  study: DeskStudy;
  courier: Courier;
  session: Session;
  lettersOn: boolean;
  /** On a page that was opened again, the first pair does not take the focus. */
  isReturn: boolean;
  strip: ReactNode;
  words: StateWords;
  onHelp: () => void;
};

/** From which width responses stand side by side; the same as in rating.css. */
const SIDE_BY_SIDE = "(width >= 56rem)";

/** A rater at work. */
export function Desk({ study, courier, session, lettersOn, isReturn, strip, words, onHelp }: DeskProps) {
  const say = useSay();
  const [isLeft, setIsLeft] = useState(false);
  const [isThrough, setIsThrough] = useState(false);
  const desk = useDesk(study, courier, session, isLeft, lettersOn);
  const { shown, sent, screen } = desk;
  const { text, offersUndo } = useNotice(session, study.leaseMinutes, courier.dispatch);

  const takesFocus = useRef(!isReturn);
  useEffect(() => {
    if (shown) takesFocus.current = true;
  }, [shown]);

  const undo = () => {
    setIsLeft(false);
    desk.undo();
  };
  const { done, total } = session.progress;
  const name = shown ? say("pairOf", { number: sent ? done : done + 1, total }) : "";
  const hasStep = screen === "step" || (screen === "finished" && study.hasEnd && isThrough);
  return (
    <div className="rate-desk">
      <TopBar title={study.title} session={session} onHelp={onHelp} onLeave={() => setIsLeft(true)} />
      {strip}
      <main id="main" className="rate-main" aria-busy={screen === "loading" || undefined}>
        {shown ? (
          <>
            <PairView key={desk.pairKey} pair={shown} name={name} takesFocus={takesFocus.current} />
            {study.asks && (
              <Suspense>
                <Asks
                  key={`${desk.pairKey} asks`}
                  asks={study.asks}
                  choice={desk.picked}
                  lettersOn={lettersOn}
                  onSend={(answers) => desk.picked && desk.vote(desk.picked, answers)}
                  onBack={() => desk.setPicked(null)}
                />
              </Suspense>
            )}
          </>
        ) : isLeft ? (
          <LeftScreen session={session} onContinue={() => setIsLeft(false)} />
        ) : hasStep ? (
          <Suspense>
            <Steps
              ask={courier.ask}
              describe={courier.describe}
              lettersOn={lettersOn}
              onRating={() => {
                setIsThrough(false);
                courier.dispatch({ type: "want" });
              }}
            />
          </Suspense>
        ) : (
          <StateScreen
            screen={screen}
            session={session}
            words={words}
            onContinue={toContinue(screen, study.hasEnd, () =>
              screen === "finished" ? setIsThrough(true) : courier.dispatch({ type: "rested" }),
            )}
            onUndo={session.last ? undo : null}
          />
        )}
      </main>
      <section className="rate-dock" aria-label={say("yourVote")} ref={useBarHeight("--rate-dock")}>
        <div className="rate-toast" data-empty={text && !hasStep ? undefined : ""}>
          <span role="status">
            {!hasStep && text} <span className="rate-hidden">{name}</span>
          </span>
          {shown && text && offersUndo && <UndoButton onUndo={undo} />}
        </div>
        {shown && (
          <ChoiceBar
            study={study}
            pairKey={desk.pairKey}
            chosen={sent?.choice ?? desk.picked}
            isReady={desk.isReady}
            canUndo={session.last !== null}
            menu={desk.menu}
            onMenu={desk.setMenu}
            onVote={desk.vote}
            onUndo={undo}
            onFlag={desk.flag}
          />
        )}
      </section>
    </div>
  );
}

function toContinue(screen: Screen, hasEnd: boolean, go: () => void): (() => void) | null {
  return screen === "finished" && !hasEnd ? null : go;
}

/** What the rater sees, and what they can do with it by button or key. */
function useDesk(study: DeskStudy, courier: Courier, session: Session, isLeft: boolean, lettersOn: boolean) {
  const [menu, setMenu] = useState<MenuName | null>(null);
  // chosen, where the study asks for more before it is a vote
  const [picked, setPicked] = useState<Choice | null>(null);
  const screen = toScreen(session);
  const pair = screen === "rating" && !isLeft ? session.pairs[0] : undefined;
  const sent = screen === "sending" && !isLeft ? session.last : null;
  const shown = pair ?? sent?.pair ?? null;
  const pairKey = shown && `${shown.assignmentId}:${shown.revision}:${shown.trialIndex}`;
  const clock = usePairClock(pairKey);
  const isReady = clock.isReady && pair !== undefined;

  // another pair: another choice
  // biome-ignore lint/correctness/useExhaustiveDependencies: the pair's change is what counts
  useLayoutEffect(() => setPicked(null), [pairKey]);

  function vote(choice: Choice, answers?: Answers): void {
    if (!isReady) return;
    setMenu(null);
    const asksMore = study.asks && !answers;
    setPicked(asksMore ? choice : null);
    if (asksMore) return;
    const layout = matchMedia(SIDE_BY_SIDE).matches ? "side_by_side" : "stacked";
    const given = { choice, ...answers, layout, ...clock.read() } as const;
    courier.dispatch({ type: "vote", given, at: Date.now(), breakEvery: study.breakEvery });
  }

  function flag(given: Pick<FlagRequest, "side" | "reason">): void {
    setMenu(null);
    if (pair) courier.dispatch({ type: "flag", flag: { assignmentId: pair.assignmentId, ...given }, at: Date.now() });
  }

  function undo(): void {
    setMenu(null);
    courier.dispatch({ type: "undo", at: Date.now() });
  }

  // beside pairs, the letters are the steps', and under them those of what else is asked
  useShortcuts(lettersOn && !isLeft && screen !== "step" && !picked, (letter) => {
    const found = CHOICES.find(({ choice, key }) => key.toLowerCase() === letter && study.choices.includes(choice));
    if (found) vote(found.choice);
    else if (letter === "u") undo();
    else if (letter === "s" && isReady) setMenu(menu === "skip" ? null : "skip");
    else if (letter === "f" && isReady) setMenu(menu === "flag" ? null : "flag");
    else return false;
    return true;
  });

  return { screen, shown, sent, pairKey, isReady, menu, setMenu, picked, setPicked, vote, flag, undo };
}
