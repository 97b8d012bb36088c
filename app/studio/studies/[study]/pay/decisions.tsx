"use client";

import { useActionState } from "react";
import { decidePayAction } from "@/app/studio/studies/[study]/pay/actions";
import { ActionButton, ConfirmButton } from "@/components/ui/action-button";
import { Button } from "@/components/ui/button";

type Props = { study: string; pseudonym: string; isDecided: boolean; mayReject: boolean; hasBonus: boolean };

/** What may be done about one rater's pay. */
export function Decisions({ study, pseudonym, isDecided, mayReject, hasBonus }: Props) {
  const fields = { study, pseudonym };
  return (
    <div className="flex min-w-60 flex-wrap justify-end gap-2">
      {!isDecided && (
        <>
          <ActionButton action={decidePayAction} fields={{ ...fields, decision: "approve" }}>
            Approve<span className="sr-only"> {pseudonym}</span>
          </ActionButton>
          <ActionButton action={decidePayAction} fields={{ ...fields, decision: "ask_to_return" }} look="quiet">
            Ask to return<span className="sr-only"> {pseudonym}</span>
          </ActionButton>
          {mayReject && (
            <ConfirmButton
              action={decidePayAction}
              fields={{ ...fields, decision: "reject" }}
              look="danger"
              title={`Reject ${pseudonym}?`}
              text="They are not paid, and their platform counts it against them. The rules of the platforms allow it here."
              confirm="Reject"
              cancel="Do not"
            >
              Reject…<span className="sr-only"> {pseudonym}</span>
            </ConfirmButton>
          )}
        </>
      )}
      {!hasBonus && <Bonus {...fields} />}
    </div>
  );
}

function Bonus({ study, pseudonym }: { study: string; pseudonym: string }) {
  const [state, submit, isBusy] = useActionState(decidePayAction, {});
  return (
    <form action={submit} className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="study" value={study} />
      <input type="hidden" name="pseudonym" value={pseudonym} />
      <input type="hidden" name="decision" value="bonus" />
      <input
        className="input w-[6rem]"
        name="amount"
        type="number"
        step="0.01"
        min="0.01"
        required
        aria-label={`Bonus for ${pseudonym}`}
      />
      <Button type="submit" busy={isBusy}>
        Pay bonus
      </Button>
      <p role="alert" className="text-danger empty:hidden">
        {state.error ?? Object.values(state.fieldErrors ?? {})[0]}
      </p>
    </form>
  );
}
