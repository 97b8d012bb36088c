"use client";

import { type ReactNode, useEffect, useMemo, useState } from "react";
import { ConsentForm } from "@/components/rating/consent-form";
import { Desk } from "@/components/rating/desk";
import type { DeskStudy } from "@/components/rating/desk-study";
import { readSignals } from "@/components/rating/framed-session";
import { HelpDialog, KeysSetting } from "@/components/rating/help-dialog";
import { sayNotice } from "@/components/rating/notices";
import { makeSay, SpeechContext } from "@/components/rating/say";
import type { StateWords } from "@/components/rating/screens";
import { useCourier } from "@/components/rating/use-courier";
import { useLetterKeys } from "@/components/rating/use-shortcuts";
import type { Words } from "@/components/rating/words/en";
import type { Language } from "@/lib/studies/session-schema";

type RatingSessionProps = {
  slug: string;
  /** Whether this browser has consented before. */
  joined: boolean;
  study: DeskStudy;
  language: Language;
  /** Our words in that language. */
  words: Partial<Words>;
  /** The browser is to be checked before it is let in. */
  needsProof: boolean;
  /** Drawn by the server: what the study is about and the consent text; how to judge; the keys; whose text this is. */
  intro: ReactNode;
  consent: ReactNode;
  instructions: ReactNode;
  keys: ReactNode;
  strip: ReactNode;
  states: StateWords;
  /** In place of the consent form, where nobody can begin by this address. */
  barrier: ReactNode;
  about: ReactNode;
};

/** A rater's way, from consent to the last pair. */
export function RatingSession(props: RatingSessionProps) {
  const { slug, joined, study, language, words, intro, consent, instructions, keys, strip, states, barrier } = props;
  const speech = useMemo(() => ({ say: makeSay(words), language }), [words, language]);
  const { courier, session, framed } = useCourier(slug, joined, speech);
  const [lettersOn, setLettersOn] = useLetterKeys();
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  }, [language]);

  /** @returns null, or what is wrong. */
  async function start(): Promise<string | null> {
    const proof = props.needsProof ? await prove(courier.ask) : undefined;
    const refusal = await courier.join("session", {
      consentVersion: study.consentVersion,
      language,
      arrival: location.search,
      signals: readSignals(),
      isFramed: framed.isFramed,
      ...(proof !== undefined && { proof }),
    });
    if (refusal) return refusal.message ?? speech.say("unreachable");
    // a platform's ids have done their work, and are not left lying about
    if (location.search && !framed.isFramed) history.replaceState(null, "", location.pathname);
    return null;
  }

  const keysAndSetting = (
    <section className="rate-keys" aria-label={speech.say("keys")}>
      {keys}
      <KeysSetting isOn={lettersOn} onChange={setLettersOn} />
    </section>
  );

  return (
    <SpeechContext value={speech}>
      <div className="rate" data-keys={lettersOn ? "on" : "off"}>
        {session.joined ? (
          <Desk
            study={study}
            courier={courier}
            session={session}
            lettersOn={lettersOn && !isHelpOpen}
            isReturn={joined}
            strip={strip}
            words={states}
            onHelp={() => setIsHelpOpen(true)}
          />
        ) : (
          <>
            {strip}
            <main id="main" className="rate-main rate-wrap rate-intro">
              {session.notice && (
                <p className="problem" role="alert">
                  {sayNotice(speech, session, study.leaseMinutes)}
                </p>
              )}
              {intro}
              {instructions}
              {keysAndSetting}
              {consent}
              {props.about}
              {barrier ?? <ConsentForm version={study.consentVersion} isChecked={props.needsProof} onStart={start} />}
            </main>
          </>
        )}
        <HelpDialog isOpen={isHelpOpen} onClose={() => setIsHelpOpen(false)}>
          {instructions}
          {keysAndSetting}
          {props.about}
        </HelpDialog>
      </div>
    </SpeechContext>
  );
}

async function prove(ask: (route: string, body: object) => Promise<{ body: unknown }>): Promise<string | undefined> {
  const { solveProof } = await import("@/components/rating/solve-proof");
  return await solveProof(async () => {
    const { body } = await ask("challenge", {});
    return (
      (body as { challenge?: Parameters<typeof solveProof>[0] extends () => Promise<infer C> ? C : never } | null)
        ?.challenge ?? null
    );
  });
}
