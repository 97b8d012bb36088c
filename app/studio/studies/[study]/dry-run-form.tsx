"use client";

import { type FormEvent, startTransition, useActionState } from "react";
import { dryRunAction } from "@/app/studio/studies/actions";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";

/** Sends simulated raters through a copy of a draft, and goes to it. */
export function DryRunForm({ study, usual }: { study: string; usual: { raters: number; seed: number } }) {
  const [state, submit, isBusy] = useActionState(dryRunAction, {});
  const errors = state.fieldErrors ?? {};

  function send(event: FormEvent<HTMLFormElement>) {
    // given to the form as its action, it would empty every field after a refusal
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!isBusy) startTransition(() => submit(form));
  }

  return (
    <section className="pt-12" aria-labelledby="dry-run-head">
      <h2 id="dry-run-head" className="mb-2">
        Dry run
      </h2>
      <p className="mb-5 max-w-measure text-muted">
        Simulated raters go through a copy of this draft: you see its intervals, its cost and its export before anyone
        is paid. Most of them read, some are noisy, some are careless. What they prefer is made up, and says nothing of
        your models.
      </p>
      <form onSubmit={send} className="grid gap-5">
        <input type="hidden" name="study" value={study} />
        <div className="flex flex-wrap gap-5">
          <TextField
            label="Simulated raters"
            name="raters"
            inputMode="numeric"
            defaultValue={usual.raters}
            required
            error={errors.raters}
          />
          <TextField
            label="Seed"
            hint="The same one gives the same raters."
            name="seed"
            inputMode="numeric"
            defaultValue={usual.seed}
            required
            error={errors.seed}
          />
        </div>
        <p role="alert" className="text-danger empty:hidden">
          {state.error}
        </p>
        <Button type="submit" busy={isBusy} className="justify-self-start">
          Start the dry run
        </Button>
      </form>
    </section>
  );
}
