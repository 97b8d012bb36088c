"use client";

import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";

/** An address to hand on. Where the browser gives no clipboard, the text is selected to be copied by hand. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");

  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(""), 4000);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy() {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setSaid("Copied.");
    } catch {
      setSaid("Selected. Copy it with the keyboard.");
    }
  }

  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="note">
        {label}
      </label>
      <div className="flex gap-2">
        <input id={id} ref={input} readOnly value={value} className="input mono min-w-0 flex-1" />
        <Button onClick={copy}>Copy</Button>
      </div>
      <p role="status" className="note">
        {said}
      </p>
    </div>
  );
}
