"use client";

import { type ReactNode, useActionState } from "react";
import { setWayInAction } from "@/app/studio/studies/[study]/recruitment/actions";
import { Button } from "@/components/ui/button";

type Props = { study: string; wayIn: string; isOffered: boolean; children: ReactNode };

/** Sets a way in up, or anew. */
export function WayForm({ study, wayIn, isOffered, children }: Props) {
  const [state, submit, isBusy] = useActionState(setWayInAction, {});
  return (
    <form action={submit} className="grid max-w-[34rem] gap-4">
      <input type="hidden" name="study" value={study} />
      <input type="hidden" name="wayIn" value={wayIn} />
      {children}
      <p role="alert" className="text-danger empty:hidden">
        {state.error ?? Object.values(state.fieldErrors ?? {})[0]}
      </p>
      <Button type="submit" busy={isBusy} className="justify-self-start">
        {isOffered ? "Save" : "Open this way"}
      </Button>
    </form>
  );
}
