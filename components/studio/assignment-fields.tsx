"use client";

import { useState } from "react";
import type { TemplateTexts } from "@/components/studio/study-form-options";
import { SelectField, TextField } from "@/components/ui/field";
import { POLICY_WORDS, toHundredths } from "@/lib/studies/describe-protocol";
import { NO_STOPPING, USUAL_ASSIGNMENT } from "@/lib/studies/session-schema";

type Props = { protocol: TemplateTexts; errors: Record<string, string> };

/** How the next pair is chosen, what one rater may give at most, and when the study closes itself. */
export function AssignmentFields({ protocol, errors }: Props) {
  const { policy: chosen, floor } = protocol.assignment ?? USUAL_ASSIGNMENT;
  const { halfWidth, mostRaters } = protocol.stopping ?? NO_STOPPING;
  const [policy, setPolicy] = useState(chosen);
  const { mostMinutes = null, mostShare = null } = protocol.session ?? {};
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-4 text-lead font-semibold">Who gets which pair, and for how long</legend>
      <SelectField
        label="The next pair"
        name="policy"
        value={policy}
        onChange={(event) => setPolicy(event.currentTarget.value as typeof policy)}
      >
        {Object.entries(POLICY_WORDS).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      {policy === "active" ? (
        <TextField
          label="Least share of each pair"
          hint="Percent of an even share, from 5 to 100. No pair is asked about less often than this."
          name="floor"
          inputMode="decimal"
          defaultValue={toHundredths(floor)}
          required
          error={errors["assignment.floor"]}
        />
      ) : (
        <input type="hidden" name="floor" value={toHundredths(floor)} />
      )}
      <TextField
        label="Minutes for one rater, at most"
        hint="From their first pair. Empty: no limit."
        name="mostMinutes"
        inputMode="numeric"
        defaultValue={mostMinutes ?? ""}
        error={errors["session.mostMinutes"]}
      />
      <TextField
        label="Share of all votes by one rater, at most"
        hint="Percent. Empty: no limit."
        name="mostShare"
        inputMode="decimal"
        defaultValue={mostShare === null ? "" : toHundredths(mostShare)}
        error={errors["session.mostShare"]}
      />
      <TextField
        label="Close when every interval is within"
        hint="Points either way, of the confidence sequence, which may be looked at as often as one likes. Empty: not by width."
        name="halfWidth"
        inputMode="decimal"
        defaultValue={halfWidth === null ? "" : toHundredths(halfWidth)}
        error={errors["stopping.halfWidth"]}
      />
      <TextField
        label="Close when so many raters are done"
        hint="Empty: however many come."
        name="mostRaters"
        inputMode="numeric"
        defaultValue={mostRaters ?? ""}
        error={errors["stopping.mostRaters"]}
      />
    </fieldset>
  );
}
