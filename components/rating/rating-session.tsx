"use client";

import { type ReactNode, useState } from "react";
import { ConsentForm } from "@/components/rating/consent-form";
import { Desk, type DeskStudy } from "@/components/rating/desk";
import { HelpDialog, KeysSetting } from "@/components/rating/help-dialog";
import type { StateWords } from "@/components/rating/screens";
import { useCourier } from "@/components/rating/use-courier";
import { useLetterKeys } from "@/components/rating/use-shortcuts";
import { describeNotice } from "@/components/rating/words";

type RatingSessionProps = {
  slug: string;
  /** Whether this browser has consented before. */
  joined: boolean;
  study: DeskStudy;
  /** Drawn by the server: what the study is about and the consent text; how to judge; the keys; whose text this is. */
  intro: ReactNode;
  consent: ReactNode;
  instructions: ReactNode;
  keys: ReactNode;
  strip: ReactNode;
  words: StateWords;
};

/** A rater's way, from consent to the last pair. */
export function RatingSession({
  slug,
  joined,
  study,
  intro,
  consent,
  instructions,
  keys,
  strip,
  words,
}: RatingSessionProps) {
  const { courier, session } = useCourier(slug, joined);
  const [lettersOn, setLettersOn] = useLetterKeys();
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const keysAndSetting = (
    <section className="rate-keys" aria-label="Keys">
      {keys}
      <KeysSetting isOn={lettersOn} onChange={setLettersOn} />
    </section>
  );

  return (
    <div className="rate" data-keys={lettersOn ? "on" : "off"}>
      {session.joined ? (
        <Desk
          study={study}
          courier={courier}
          session={session}
          lettersOn={lettersOn && !isHelpOpen}
          isReturn={joined}
          strip={strip}
          words={words}
          onHelp={() => setIsHelpOpen(true)}
        />
      ) : (
        <>
          {strip}
          <main id="main" className="rate-main rate-wrap rate-intro">
            {session.notice && (
              <p className="problem" role="alert">
                {describeNotice(session, study.leaseMinutes)}
              </p>
            )}
            {intro}
            {instructions}
            {keysAndSetting}
            {consent}
            <ConsentForm version={study.consentVersion} onStart={() => courier.join(study.consentVersion)} />
          </main>
        </>
      )}
      <HelpDialog isOpen={isHelpOpen} onClose={() => setIsHelpOpen(false)}>
        {instructions}
        {keysAndSetting}
      </HelpDialog>
    </div>
  );
}
