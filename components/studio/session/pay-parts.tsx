import Link from "next/link";
import { useState } from "react";
import { NumberField, Tick } from "@/components/studio/session/fields";
import { Part, type PartProps } from "@/components/studio/session/part";
import { SelectField, TextField } from "@/components/ui/field";
import { formatCounted } from "@/components/ui/format";
import { RULE_WORDS } from "@/lib/studies/describe-session";
import { formatAmount, toHourlyMicros, warnOfPay } from "@/lib/studies/session-pay";
import { EXCLUSION_RULES, type ExclusionRule } from "@/lib/studies/session-schema";

export type Pilot = { study: string; medianMinutes: number; raters: number };

const START = { amountMicros: 2_250_000, currency: "GBP", minutes: 15, floorMicros: 9_000_000 };
const MICROS = 1_000_000;

export function PayPart({ session, change, errors, pilots }: PartProps & { pilots: Pilot[] }) {
  const { pay } = session;
  const [pilot, setPilot] = useState("");
  const hourly = pay && pay.minutes > 0 && pay.amountMicros >= 0 ? toHourlyMicros(pay) : null;
  const told = pay && hourly !== null ? `${formatAmount(hourly, pay.currency)} an hour` : "Not paid";
  const set = (changes: Partial<typeof START>) => pay && change({ pay: { ...pay, ...changes } });
  return (
    <Part title="Pay" summary={pay && hourly === null ? "Incomplete" : told} paths={["session.pay"]} errors={errors}>
      <Tick isTicked={pay !== null} onChange={(isTicked) => change({ pay: isTicked ? START : null })}>
        Raters are paid
      </Tick>
      {pay && (
        <>
          <NumberField
            label="For a whole session"
            path="session.pay.amountMicros"
            scale={1 / MICROS}
            value={pay.amountMicros}
            onChange={(amountMicros) => set({ amountMicros: amountMicros as number })}
            errors={errors}
          />
          <TextField
            label="Currency"
            hint="Three capital letters, such as GBP."
            name="session.pay.currency"
            value={pay.currency}
            onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() })}
            error={errors["session.pay.currency"]}
          />
          {pilots.length > 0 && (
            <SelectField
              label="Minutes from a pilot"
              hint="The median session of a study that ran, from consent to the end."
              name="pilot"
              value={pilot}
              onChange={(event) => {
                const found = pilots.find(({ study }) => study === event.currentTarget.value);
                setPilot(event.currentTarget.value);
                if (found) set({ minutes: found.medianMinutes });
              }}
            >
              <option value="">None: estimated below</option>
              {pilots.map(({ study, medianMinutes, raters }) => (
                <option key={study} value={study}>
                  {`${study}: ${medianMinutes} minutes, ${formatCounted(raters, "rater")}`}
                </option>
              ))}
            </SelectField>
          )}
          <NumberField
            key={pilot}
            label="Estimated minutes"
            path="session.pay.minutes"
            value={pay.minutes}
            onChange={(minutes) => set({ minutes: minutes as number })}
            errors={errors}
          />
          <NumberField
            label="Your floor, an hour"
            hint="You are warned under it."
            path="session.pay.floorMicros"
            scale={1 / MICROS}
            value={pay.floorMicros}
            onChange={(floorMicros) => set({ floorMicros: floorMicros as number })}
            errors={errors}
          />
          <div role="status" className="grid gap-1">
            {hourly !== null && <p className="font-medium">{told}</p>}
            {hourly !== null &&
              warnOfPay(pay).map((warning) => (
                <p key={warning} className="text-danger">
                  {warning}
                </p>
              ))}
          </div>
          <p className="note">
            Prolific requires £6 / $8 an hour and recommends £9 / $12, on the median time. Excluding a rater&apos;s
            votes never changes their pay.
          </p>
        </>
      )}
    </Part>
  );
}

type LengthProps = PartProps & {
  /** Of the study's settings, where they are changed; null: as many as there are, or no break. */
  caps: { pairsPerRater: number | null; breakEvery: number | null };
  settingsHref: string;
};

export function LengthPart({ session, change, errors, caps, settingsHref }: LengthProps) {
  const { pairsPerRater, breakEvery } = caps;
  const length = `${pairsPerRater === null ? "As many pairs as there are" : formatCounted(pairsPerRater, "pair")}; ${breakEvery === null ? "no break" : `a break every ${breakEvery}`}`;
  return (
    <Part
      title="Length and breaks"
      summary={length}
      paths={["session.mostMinutes", "session.mostShare"]}
      errors={errors}
    >
      <p>
        {length}. <Link href={settingsHref}>Change it in the settings</Link>, under Further rules; save the session
        before.
      </p>
      <NumberField
        label="Minutes for one rater, at most"
        hint="From their first pair. Empty: no limit."
        path="session.mostMinutes"
        value={session.mostMinutes}
        onChange={(mostMinutes) => change({ mostMinutes })}
        errors={errors}
      />
      <NumberField
        label="Share of all votes by one rater, at most"
        hint="Percent. Empty: no limit."
        path="session.mostShare"
        scale={100}
        value={session.mostShare}
        onChange={(mostShare) => change({ mostShare })}
        errors={errors}
      />
    </Part>
  );
}

type EndProps = PartProps;

export function EndPart({ session, change, errors }: EndProps) {
  const asked = [session.asksBlindness && "which models", session.asksFeedback && "feedback"].filter(Boolean);
  return (
    <Part title="At the end" summary={asked.join(", ") || "Nothing is asked"} paths={[]} errors={errors}>
      <Tick
        isTicked={session.asksBlindness}
        note="Whether raters could tell is reported as a blinding index."
        onChange={(asksBlindness) => change({ asksBlindness })}
      >
        Ask which models they think these were
      </Tick>
      <Tick isTicked={session.asksFeedback} onChange={(asksFeedback) => change({ asksFeedback })}>
        Ask for feedback
      </Tick>
    </Part>
  );
}

type RulesProps = {
  rules: ExclusionRule[];
  onChange: (rules: ExclusionRule[]) => void;
  errors: Record<string, string>;
};

export function RulesPart({ rules, onChange, errors }: RulesProps) {
  return (
    <Part
      title="Exclusion rules"
      summary={rules.length > 0 ? formatCounted(rules.length, "rule") : "By hand only"}
      paths={["exclusionRules"]}
      errors={errors}
    >
      <p className="note">
        Declared now, applied as votes come in, each with its evidence. An exclusion is a record that can be undone; it
        reopens the rater&apos;s places, and never changes pay.
      </p>
      {EXCLUSION_RULES.map((rule) => (
        <Tick
          key={rule}
          isTicked={rules.includes(rule)}
          note={RULE_WORDS[rule].what}
          onChange={(isTicked) => onChange(isTicked ? [...rules, rule] : rules.filter((other) => other !== rule))}
        >
          {RULE_WORDS[rule].name}
        </Tick>
      ))}
    </Part>
  );
}
