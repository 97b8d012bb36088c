"use client";

import { useActionState } from "react";
import { withdrawResponseAction } from "@/app/studio/studies/[study]/protocol/amend/actions";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";

export function WithdrawForm({ study, response }: { study: string; response: string }) {
  const [state, submit, isBusy] = useActionState(withdrawResponseAction, {});
  const reason = state.values?.reason ?? "";
  return (
    <form action={submit} className="grid gap-4">
      <input type="hidden" name="study" value={study} />
      <input type="hidden" name="response" value={response} />
      <TextAreaField
        label="Reason"
        hint="For readers of the results."
        name="reason"
        rows={3}
        required
        minLength={10}
        maxLength={2000}
        defaultValue={reason}
        error={state.fieldErrors?.reason ?? state.error}
      />
      <Button type="submit" look="danger" busy={isBusy} className="justify-self-start">
        Withdraw this response
      </Button>
    </form>
  );
}
