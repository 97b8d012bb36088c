import { type FormEvent, useState } from "react";
import { useSay } from "@/components/rating/say";
import { useIsAwake } from "@/components/rating/use-is-awake";

type ConsentFormProps = {
  version: string;
  /** Before it is let in, the browser is checked, which takes a while. */
  isChecked: boolean;
  /** @returns null, or what is wrong. */
  onStart: () => Promise<string | null>;
};

export function ConsentForm({ version, isChecked, onStart }: ConsentFormProps) {
  const say = useSay();
  const [problem, setProblem] = useState<{ text: string; isOfBox: boolean } | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const isAwake = useIsAwake();

  async function start(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const box = event.currentTarget.elements.namedItem("consent") as HTMLInputElement;
    if (!box.checked) {
      setProblem({ text: say("tickBox"), isOfBox: true });
      box.focus();
      return;
    }
    setIsBusy(true);
    setProblem(null);
    const text = await onStart();
    setIsBusy(false);
    if (text) setProblem({ text, isOfBox: false });
  }

  return (
    <form className="rate-consent" noValidate onSubmit={start}>
      <label className="opt">
        <input
          type="checkbox"
          name="consent"
          required
          aria-invalid={problem?.isOfBox || undefined}
          aria-describedby={problem ? "consent-problem" : undefined}
        />
        <span>
          {say("agree")} <span className="note">{say("version", { version })}</span>
        </span>
      </label>
      <p className="note" role="status">
        {isBusy && isChecked && say("checking")}
      </p>
      <p id="consent-problem" className="rate-problem" role="alert">
        {problem?.text}
      </p>
      <button type="submit" className="btn btn-primary" disabled={!isAwake} aria-busy={isBusy || undefined}>
        {say("start")}
      </button>
    </form>
  );
}
