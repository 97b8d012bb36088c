"use client";

import { useState } from "react";
import { NumberField, TextsField, Tick } from "@/components/studio/session/fields";
import { emptyTexts, Rows } from "@/components/studio/session/part";
import { SelectField, TextField } from "@/components/ui/field";
import { type Asks, NO_ASKS, STRENGTH_SCALES } from "@/lib/studies/asks-schema";
import { type Language, NO_SESSION, type Texts } from "@/lib/studies/session-schema";

type Props = {
  /** As it was saved; undefined: nothing is asked. */
  asks: Asks | undefined;
  /** Those of the study; undefined: it has no session yet. */
  languages: Language[] | undefined;
  /** By the path in the protocol: `asks.criteria.0.name`. */
  errors: Record<string, string>;
};

type PartProps = {
  asks: Asks;
  change: (changes: Partial<Asks>) => void;
  languages: Language[];
  errors: Props["errors"];
};

/** As much as makes a rater think, and no more than most of them put up with. */
const USUAL_MINIMUM = 40;

/** What a rater is asked of a pair beside the choice. It travels in one field, as JSON. */
export function AsksFields({ asks: saved = NO_ASKS, languages = NO_SESSION.languages, errors }: Props) {
  const [asks, setAsks] = useState(saved);
  const change = (changes: Partial<Asks>) => setAsks((before) => ({ ...before, ...changes }));
  const part: PartProps = { asks, change, languages, errors };
  return (
    <fieldset className="grid grid-cols-1 gap-5">
      <legend className="mb-1 text-lead font-semibold">What else to ask</legend>
      <p className="note">
        After the choice, under the pair. Each question makes a vote longer; most studies ask for nothing here.
      </p>
      <input type="hidden" name="asks" value={JSON.stringify(asks)} />
      <SelectField
        label="How much better"
        hint="Asked where one response is better."
        name="asks.strength"
        value={asks.strength ?? ""}
        onChange={(event) => change({ strength: (Number(event.currentTarget.value) || null) as Asks["strength"] })}
        error={errors["asks.strength"]}
      >
        <option value="">Not asked</option>
        {STRENGTH_SCALES.map((points) => (
          <option key={points} value={points}>
            On {points} points
          </option>
        ))}
      </SelectField>
      <CriteriaPart {...part} />
      <ReasonPart {...part} />
      <FlawsPart {...part} />
    </fieldset>
  );
}

function CriteriaPart({ asks, change, languages, errors }: PartProps) {
  return (
    <fieldset className="grid grid-cols-1 gap-4">
      <legend className="mb-2 font-medium">Criteria, each with its own choice</legend>
      <Rows
        one="criterion"
        rows={asks.criteria}
        fresh={() => ({ name: "", question: emptyTexts(languages) as Texts })}
        onChange={(criteria) => change({ criteria })}
      >
        {(criterion, index, edit) => (
          <>
            <TextsField
              label="Question"
              path={`asks.criteria.${index}.question`}
              languages={languages}
              value={criterion.question}
              onChange={(question) => edit({ question })}
              errors={errors}
            />
            <NameField
              path={`asks.criteria.${index}.name`}
              value={criterion.name}
              onChange={(name) => edit({ name })}
              errors={errors}
            />
          </>
        )}
      </Rows>
    </fieldset>
  );
}

function ReasonPart({ asks, change, errors }: PartProps) {
  return (
    <div className="grid grid-cols-1 gap-3">
      <Tick
        isTicked={asks.reason !== null}
        onChange={(isTicked) => change({ reason: isTicked ? { minimum: USUAL_MINIMUM } : null })}
      >
        Ask for a reason, in the rater’s own words
      </Tick>
      {asks.reason && (
        <NumberField
          label="Characters, at least"
          hint="From 0 to 1,000."
          path="asks.reason.minimum"
          value={asks.reason.minimum}
          // an emptied field is no number, and is told so
          onChange={(minimum) => change({ reason: { minimum: minimum ?? ("" as unknown as number) } })}
          errors={errors}
        />
      )}
    </div>
  );
}

function FlawsPart({ asks, change, languages, errors }: PartProps) {
  return (
    <fieldset className="grid grid-cols-1 gap-4">
      <legend className="mb-2 font-medium">Flaws, a checklist for each response</legend>
      <Rows
        one="flaw"
        rows={asks.flaws}
        fresh={() => ({ name: "", label: emptyTexts(languages) as Texts })}
        onChange={(flaws) => change({ flaws })}
      >
        {(flaw, index, edit) => (
          <>
            <TextsField
              label="What is wrong"
              path={`asks.flaws.${index}.label`}
              languages={languages}
              value={flaw.label}
              onChange={(label) => edit({ label })}
              errors={errors}
            />
            <NameField
              path={`asks.flaws.${index}.name`}
              value={flaw.name}
              onChange={(name) => edit({ name })}
              errors={errors}
            />
          </>
        )}
      </Rows>
    </fieldset>
  );
}

type NameProps = { path: string; value: string; onChange: (name: string) => void; errors: Props["errors"] };

function NameField({ path, value, onChange, errors }: NameProps) {
  return (
    <TextField
      label="Name in the export"
      hint="Lower-case letters, digits and underscores. It must not name a model."
      name={path}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={errors[path]}
    />
  );
}
