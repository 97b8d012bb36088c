"use client";

import { type ReactNode, useActionState, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import type { ActionState } from "@/lib/http/schema";

export type FormAction = (state: ActionState, form: FormData) => Promise<ActionState>;

type Props = {
  action: FormAction;
  /** Hidden fields: what the deed is done to. */
  fields?: Record<string, string>;
  look?: "default" | "primary" | "quiet" | "danger";
  children: ReactNode;
};

function HiddenFields({ fields = {} }: { fields?: Record<string, string> }) {
  return Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

/** A button that does something on the server at once; what went wrong stands under it. */
export function ActionButton({ action, fields, look, children }: Props) {
  const [state, submit, isBusy] = useActionState(action, {});
  return (
    <form action={submit}>
      <HiddenFields fields={fields} />
      <Button type="submit" look={look} busy={isBusy}>
        {children}
      </Button>
      <p role="alert" className="mt-1 max-w-[30rem] text-danger empty:hidden">
        {state.error}
      </p>
    </form>
  );
}

type ConfirmProps = Props & {
  title: string;
  /** What will happen. */
  text: ReactNode;
  confirm: string;
  cancel: string;
};

/** A button, named with “…”, that asks again before it acts. */
export function ConfirmButton({ action, fields, look, children, title, text, confirm, cancel }: ConfirmProps) {
  const [state, submit, isBusy] = useActionState(action, {});
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  return (
    <>
      <Button look={look} onClick={() => dialog.current?.showModal()}>
        {children}
      </Button>
      <dialog ref={dialog} className="dialog" aria-labelledby={titleId}>
        <form action={submit} className="grid gap-3">
          <HiddenFields fields={fields} />
          <h2 id={titleId}>{title}</h2>
          <p>{text}</p>
          <p role="alert" className="text-danger empty:hidden">
            {state.error}
          </p>
          <div className="mt-2 flex flex-wrap justify-end gap-3">
            <Button onClick={() => dialog.current?.close()}>{cancel}</Button>
            <Button type="submit" look={look === "danger" ? "danger" : "primary"} busy={isBusy}>
              {confirm}
            </Button>
          </div>
        </form>
      </dialog>
    </>
  );
}
