"use client";

import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from "react";
import { ChecksPart, ComprehensionPart, PracticePart } from "@/components/studio/session/check-parts";
import type { PartProps } from "@/components/studio/session/part";
import { EndPart, LengthPart, PayPart, type Pilot, RulesPart } from "@/components/studio/session/pay-parts";
import { AboutPart, DemographicsPart, LanguagesPart } from "@/components/studio/session/who-parts";
import type { FormAction } from "@/components/ui/action-button";
import { Button, ButtonLink } from "@/components/ui/button";
import type { Protocol } from "@/lib/studies/schema";
import { type ExclusionRule, NO_SESSION, type SessionDesign } from "@/lib/studies/session-schema";

type Props = {
  action: FormAction;
  study: string;
  protocol: Protocol;
  /** A whole design to start from. */
  start: { session: SessionDesign; rules: ExclusionRule[] };
  goldSets: { name: string; version: number; promptCount: number }[];
  pilots: Pilot[];
  previewHref: string;
  settingsHref: string;
};

const USUAL_PAIRS = 30;

/** A rater's way through the study, part by part. All that is typed is kept here until it is saved. */
export function SessionForm({ action, study, protocol, start, goldSets, pilots, previewHref, settingsHref }: Props) {
  const [state, submit, isBusy] = useActionState(action, {});
  const [session, setSession] = useState(protocol.session ?? NO_SESSION);
  const [rules, setRules] = useState(protocol.exclusionRules ?? []);
  // fields keep what was typed in them; a design that is put in anew draws them anew
  const [round, setRound] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const errors = state.fieldErrors ?? {};
  const change = (changes: Partial<SessionDesign>) => setSession((before) => ({ ...before, ...changes }));

  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    const alert = form.current?.querySelector<HTMLElement>("[role=alert]");
    if (state.fieldErrors || state.error) (first ?? alert)?.focus();
  }, [state]);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData();
    form.set("study", study);
    const { goldSets, ...rest } = tidy(session);
    const wishes = { session: { ...rest, goldSets: goldSets.map(({ name }) => name) }, exclusionRules: rules };
    form.set("design", JSON.stringify(wishes));
    if (!isBusy) startTransition(() => submit(form));
  }

  function begin() {
    setSession(start.session);
    setRules(start.rules);
    setRound(round + 1);
  }

  const part: PartProps = { session, change, errors };
  return (
    <form ref={form} onSubmit={send} noValidate className="grid max-w-[44rem] grid-cols-1 gap-6">
      <div className="grid justify-items-start gap-2">
        <Button onClick={begin}>Fill in the crowd example</Button>
        <p className="note">
          A whole design with comprehension, practice, checks, pay and rules. Its texts are examples: edit them. It
          replaces what stands below, and is saved only when you save.
        </p>
      </div>
      <div key={round} className="border-t border-rule">
        <LanguagesPart {...part} />
        <AboutPart {...part} />
        <DemographicsPart {...part} />
        <ComprehensionPart {...part} />
        <PracticePart {...part} />
        <LengthPart {...part} caps={protocol} settingsHref={settingsHref} />
        <ChecksPart {...part} goldSets={goldSets} pairs={protocol.pairsPerRater ?? USUAL_PAIRS} />
        <EndPart {...part} />
        <PayPart {...part} pilots={pilots} />
        <RulesPart rules={rules} onChange={setRules} errors={errors} />
      </div>
      <div className="grid gap-3">
        <p role="alert" tabIndex={-1} className="text-danger empty:hidden">
          {state.error ?? (Object.keys(errors).length > 0 ? "Nothing was saved. Mend the fields marked above." : null)}
        </p>
        <p role="status" className="empty:hidden">
          {state.done}
        </p>
        <div className="flex flex-wrap gap-3">
          <Button type="submit" look="primary" busy={isBusy}>
            Save the session
          </Button>
          <ButtonLink href={previewHref}>Preview as the rater</ButtonLink>
        </div>
        <p className="note">The preview shows what was saved.</p>
      </div>
    </form>
  );
}

/** Texts in languages that the study does not have stay out of it, and so do criteria without a word. */
function tidy(session: SessionDesign): SessionDesign {
  const [, ...others] = session.languages;
  return {
    ...session,
    translations: Object.fromEntries(
      others.flatMap((language) => {
        const translation = session.translations[language];
        const criteria = translation?.criteria.map((line) => line.trim()).filter(Boolean) ?? [];
        return translation ? [[language, { ...translation, criteria }]] : [];
      }),
    ),
  };
}
