"use client";

import { useRef, useState } from "react";
import { getFramedSession } from "@/components/rating/framed-session";
import { useIsAwake } from "@/components/rating/use-is-awake";

type Texts = Record<"button" | "confirm" | "yes" | "cancel" | "done" | "stranger" | "late" | "failed", string>;

/** Asks once more, since it cannot be undone. */
export function WithdrawButton({ slug, texts }: { slug: string; texts: Texts }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [said, setSaid] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const isAwake = useIsAwake();

  async function withdraw() {
    if (isBusy) return;
    setIsBusy(true);
    const token = getFramedSession(slug).read();
    const answer = await fetch(`/api/rating/${slug}/withdraw`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: "{}",
    }).catch(() => null);
    setIsBusy(false);
    dialog.current?.close();
    if (answer?.ok) setSaid(texts.done);
    else setSaid(answer?.status === 401 ? texts.stranger : answer?.status === 409 ? texts.late : texts.failed);
  }

  return (
    <>
      <p className="rate-acts">
        <button type="button" className="btn" disabled={!isAwake} onClick={() => dialog.current?.showModal()}>
          {texts.button}
        </button>
      </p>
      <p role="status">{said}</p>
      <dialog ref={dialog} className="dialog" aria-labelledby="withdraw-confirm">
        <p id="withdraw-confirm">{texts.confirm}</p>
        <p className="rate-acts">
          <button type="button" className="btn btn-primary" onClick={() => void withdraw()}>
            {texts.yes}
          </button>
          <button type="button" className="btn" onClick={() => dialog.current?.close()}>
            {texts.cancel}
          </button>
        </p>
      </dialog>
    </>
  );
}
