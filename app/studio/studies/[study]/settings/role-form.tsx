"use client";

import { useActionState } from "react";
import type { FormAction } from "@/components/ui/action-button";
import { Button } from "@/components/ui/button";

type Props = { action: FormAction; study: string; email: string; role: string };

/** A member's role, in a row of the table. */
export function RoleForm({ action, study, email, role }: Props) {
  const [state, submit, isBusy] = useActionState(action, {});
  return (
    <form action={submit} className="grid gap-1">
      <input type="hidden" name="study" value={study} />
      <input type="hidden" name="email" value={email} />
      <div className="flex items-center gap-2">
        <span className="select">
          {/* drawn anew when the role is another: a form that was sent goes back to what it was drawn with */}
          <select key={role} name="role" defaultValue={role} aria-label={`Role of ${email}`} className="input">
            <option value="viewer">Viewer</option>
            <option value="editor">Editor</option>
            <option value="owner">Owner</option>
          </select>
        </span>
        <Button type="submit" look="quiet" busy={isBusy}>
          Save<span className="sr-only"> the role of {email}</span>
        </Button>
      </div>
      <p role="alert" className="text-danger empty:hidden">
        {state.error}
      </p>
    </form>
  );
}
