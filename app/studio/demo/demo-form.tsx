"use client";

import { type FormEvent, startTransition, useActionState, useState } from "react";
import { setDemoAction } from "@/app/studio/demo/actions";
import { Choices } from "@/components/studio/choices";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";

type Props = { isOn: boolean; messagesPerHour: number; models: { name: string; isOffered: boolean }[] };

export function DemoForm(demo: Props) {
  const [state, submit, isBusy] = useActionState(setDemoAction, {});
  const [isOn, setIsOn] = useState(demo.isOn);
  const [perHour, setPerHour] = useState(String(demo.messagesPerHour));
  const [offered, setOffered] = useState(demo.models.filter(({ isOffered }) => isOffered).map(({ name }) => name));
  const toggle = (name: string) =>
    setOffered(offered.includes(name) ? offered.filter((one) => one !== name) : [...offered, name]);
  // a form's own action would clear the boxes that were ticked
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!isBusy) startTransition(() => submit(form));
  };
  return (
    <form onSubmit={send} className="grid max-w-[40rem] justify-items-start gap-6">
      <label className="opt">
        <input type="checkbox" name="isOn" checked={isOn} onChange={({ target }) => setIsOn(target.checked)} />
        <span>
          The demo is on <span className="note">for anyone who opens its page, without an account</span>
        </span>
      </label>
      <Choices
        name="models"
        legend="Models that visitors may talk to"
        none="There is no model that generates yet."
        error={state.fieldErrors?.models}
        choices={demo.models.map(({ name }) => ({
          name,
          note: "",
          isChosen: offered.includes(name),
          onToggle: () => toggle(name),
        }))}
      />
      <TextField
        label="Messages an hour for each visitor"
        hint="A message to two models counts once. An address that visitors share may send four times as many."
        name="messagesPerHour"
        type="number"
        min={1}
        max={1000}
        required
        value={perHour}
        onChange={({ target }) => setPerHour(target.value)}
        error={state.fieldErrors?.messagesPerHour}
      />
      <div className="grid gap-2">
        <p role="alert" className="text-danger empty:hidden">
          {state.error}
        </p>
        <p role="status" className="empty:hidden">
          {state.done}
        </p>
        <Button type="submit" look="primary" busy={isBusy} className="justify-self-start">
          Save
        </Button>
      </div>
    </form>
  );
}
