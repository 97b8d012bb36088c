"use client";

import { useState } from "react";
import { SelectField, TextField } from "@/components/ui/field";
import { AGGREGATION_WORDS, ESTIMAND_WORDS, TIE_RULE_WORDS } from "@/lib/studies/describe-protocol";
import { isSamePair, type ModelPair } from "@/lib/studies/pairs";
import { type AnalysisPlan, USUAL_ANALYSIS } from "@/lib/studies/schema";

type Props = {
  /** undefined: none is declared, and the usual holds. */
  plan: AnalysisPlan | undefined;
  /** That the study compares: one of them may be what it is for. */
  pairs: ModelPair[];
  error?: string;
};

/** How the votes will be read, declared before there are any. */
export function AnalysisPlanFields({ plan = USUAL_ANALYSIS, pairs, error }: Props) {
  const declared = plan.primaryContrast ?? null;
  const [wished, setWished] = useState(toValue(pairs.find((pair) => declared && isSamePair(pair, declared))));
  // a pair that is compared no more is no contrast, until it is again
  const contrast = pairs.some((pair) => toValue(pair) === wished) ? wished : "";
  const margin = plan.equivalenceMargin;
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-4 text-lead font-semibold">Analysis plan</legend>
      <SelectField
        label="Primary contrast"
        hint="The one comparison that the study is for. The results say which it is."
        name="primaryContrast"
        value={contrast}
        onChange={(event) => setWished(event.currentTarget.value)}
      >
        <option value="">None is declared</option>
        {pairs.map((pair) => (
          <option key={pair.join()} value={toValue(pair)}>
            {pair.join(" against ")}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="The results are about"
        hint="Decides how wide the intervals are."
        name="estimand"
        defaultValue={plan.estimand}
      >
        {toOptions(ESTIMAND_WORDS)}
      </SelectField>
      <SelectField
        label="What weighs the same"
        hint="By majority, a comparison counts once, whatever the number of its votes."
        name="aggregation"
        defaultValue={plan.aggregation}
      >
        {toOptions(AGGREGATION_WORDS)}
      </SelectField>
      <SelectField label="In a win rate" name="tieRule" defaultValue={plan.tieRule}>
        {toOptions(TIE_RULE_WORDS)}
      </SelectField>
      <TextField
        label="Differences too small to matter"
        hint="Better minus worse, in points. With one declared, two models can be found equivalent. Empty: none."
        name="equivalenceMargin"
        inputMode="decimal"
        defaultValue={margin === null ? "" : Number((100 * margin).toFixed(4))}
        error={error}
      />
    </fieldset>
  );
}

function toValue(pair: ModelPair | undefined): string {
  return pair ? JSON.stringify(pair) : "";
}

function toOptions(words: Record<string, string>) {
  return Object.entries(words).map(([value, label]) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}
