"use client";

import { type FormEvent, useMemo, useState } from "react";
import { PLAN_FIELDS, type PlanErrors, type PlanForm, type PlanNumber } from "@/components/results/plan/plan-fields";
import { PlanPanel } from "@/components/results/plan/plan-panel";
import { fillFromPilot } from "@/components/results/plan/start-plan";
import { type Pilot, workOutPlan } from "@/components/results/plan/work-out-plan";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { ESTIMANDS } from "@/lib/stats/estimate";

type Props = { initial: PlanForm; pilots: Pilot[] };

const SIZES = ["prompts", "votesPerPrompt", "raters", "difference", "price"] as const;
const GUESSED = ["ties", "promptSd", "raterSd"] as const;

const OVER = {
  prompts_like_these: "Prompts like these",
  these_prompts: "These prompts only",
};

/**
 * What a study of one pair will be able to say, worked out as one types. It is a form that asks the page itself, so that
 * a plan can be sent to somebody as an address, and so that it needs no script.
 */
export function Planner({ initial, pilots }: Props) {
  const [form, setForm] = useState(initial);
  const outcome = useMemo(() => workOutPlan(form, pilots), [form, pilots]);
  const change = (event: FormEvent<HTMLFormElement>) => {
    const { name, value } = event.target as HTMLInputElement;
    setForm((old) => fillFromPilot({ ...old, [name]: value }, old, pilots));
  };
  const errors = outcome.ok ? {} : outcome.errors;
  return (
    <div className="grid items-start gap-x-14 gap-y-10 *:min-w-0 pair:grid-cols-[20rem_minmax(0,1fr)]">
      <form method="get" onInput={change} className="grid gap-4" aria-label="Plan a study">
        <SelectField
          label="How votes differ"
          name="from"
          value={form.from}
          onChange={ignore}
          hint={
            pilots.length > 0 ? "A pair of this study is the pilot, or you guess." : "No pair has told it yet: guess."
          }
        >
          {pilots.map((pilot, index) => (
            <option key={`${pilot.promptSet} ${pilot.model} ${pilot.opponent}`} value={index}>
              {`${pilot.model} v ${pilot.opponent}, ${pilot.promptSet}`}
            </option>
          ))}
          <option value="guess">A guess</option>
        </SelectField>
        {form.from === "guess" && GUESSED.map((name) => <NumberField key={name} {...{ name, form, errors }} />)}
        {SIZES.map((name) => (
          <NumberField key={name} {...{ name, form, errors }} />
        ))}
        <SelectField label="The result is about" name="over" value={form.over} onChange={ignore}>
          {ESTIMANDS.map((estimand) => (
            <option key={estimand} value={estimand}>
              {OVER[estimand]}
            </option>
          ))}
        </SelectField>
        <div>
          <Button type="submit">Show this plan</Button>
        </div>
      </form>
      {outcome.ok ? (
        <PlanPanel workedOut={outcome.value} />
      ) : (
        <p role="status">No plan yet: mend the marked figures.</p>
      )}
    </div>
  );
}

/** The form hears of every change by itself. */
function ignore() {}

function NumberField({ name, form, errors }: { name: PlanNumber; form: PlanForm; errors: PlanErrors }) {
  const { label, hint } = PLAN_FIELDS[name];
  return (
    <TextField
      {...{ label, name, hint, error: errors[name] }}
      inputMode="decimal"
      autoComplete="off"
      value={form[name]}
      onChange={ignore}
    />
  );
}
