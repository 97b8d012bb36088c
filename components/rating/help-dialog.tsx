import { type ReactNode, useEffect, useRef } from "react";
import { useSay } from "@/components/rating/say";

type HelpDialogProps = { isOpen: boolean; onClose: () => void; children: ReactNode };

export function HelpDialog({ isOpen, onClose, children }: HelpDialogProps) {
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} className="dialog rate-help" aria-labelledby="help-title" onClose={onClose}>
      {isOpen && (
        <>
          <div className="rate-help-head">
            <h2 id="help-title">{say("help")}</h2>
            <button type="button" className="btn" onClick={onClose}>
              {say("close")}
            </button>
          </div>
          {children}
        </>
      )}
    </dialog>
  );
}

type KeysSettingProps = { isOn: boolean; onChange: (on: boolean) => void };

export function KeysSetting({ isOn, onChange }: KeysSettingProps) {
  const say = useSay();
  return (
    <label className="opt">
      <input type="checkbox" checked={isOn} onChange={({ target }) => onChange(target.checked)} />
      <span>{say("keysSetting")}</span>
    </label>
  );
}
