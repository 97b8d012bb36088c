import { useEffect, useRef, useState } from "react";
import { useSay } from "@/components/rating/say";
import type { Step } from "@/lib/crowd/schema";

type Ending = Extract<Step, { kind: "ended" }>;

/** The last screen: what it was, what the platform's rules require to be said, and the way back. */
export function Ended({ step }: { step: Ending }) {
  const say = useSay();
  const { outcome, way, notice } = step;
  return (
    <>
      <h1 tabIndex={-1}>{say(`${outcome}Title`)}</h1>
      <p>{say(`${outcome}Text`)}</p>
      {notice === "return_asked" && <p>{say("returnAsked")}</p>}
      {notice === "paid" && <p>{say("isPaid")}</p>}
      {(way.kind === "code" || way.kind === "redirect") && way.code && <Code code={way.code} />}
      <div className="rate-acts">
        {way.kind === "redirect" && (
          <a className="btn btn-primary" href={way.url} referrerPolicy="no-referrer">
            {say("goBack")}
          </a>
        )}
        {way.kind === "form" && <HandIn way={way} />}
        {way.kind === "none" && outcome === "completed" && say("finishedClose")}
      </div>
    </>
  );
}

function Code({ code }: { code: string }) {
  const say = useSay();
  const [isCopied, setIsCopied] = useState(false);
  return (
    <p className="rate-code">
      <span>{say("completionCode")}</span> <code>{code}</code>{" "}
      <button
        type="button"
        className="btn"
        onClick={() => void navigator.clipboard?.writeText(code).then(() => setIsCopied(true))}
      >
        {say("copyCode")}
      </button>
      <span role="status">{isCopied && say("copied")}</span>
    </p>
  );
}

/** The platform wants a form from the rater's own browser. It goes by itself; the button is for when it does not. */
function HandIn({ way }: { way: Extract<Ending["way"], { kind: "form" }> }) {
  const say = useSay();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => form.current?.submit(), 1500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <form ref={form} method="post" action={way.action}>
      {Object.entries(way.fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="btn btn-primary">
        {say("handIn")}
      </button>
    </form>
  );
}
