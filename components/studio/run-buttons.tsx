import { ActionButton, ConfirmButton, type FormAction } from "@/components/ui/action-button";
import { formatCount, formatCounted } from "@/components/ui/format";
import { isRunOver, type RunProgress } from "@/lib/inference/schema";

export type RunActions = {
  pause: FormAction;
  resume: FormAction;
  cancel: FormAction;
  retry: FormAction;
  makeStudy: FormAction;
};

/** From state to state, for those who may write. */
export function RunButtons({ progress, actions }: { progress: RunProgress; actions: RunActions }) {
  const { id, state, failed, cancelled } = progress;
  const fields = { run: id };
  return (
    <>
      {(failed > 0 || cancelled > 0) && (
        <ActionButton action={actions.retry} fields={fields}>
          {failed > 0 ? "Retry failed" : "Ask for the cancelled"}
        </ActionButton>
      )}
      {(state === "running" || state === "pending") && (
        <ActionButton action={actions.pause} fields={fields}>
          Pause
        </ActionButton>
      )}
      {state === "paused" && (
        <ActionButton action={actions.resume} fields={fields} look="primary">
          Resume
        </ActionButton>
      )}
      {!isRunOver(state) && <CancelButton progress={progress} action={actions.cancel} />}
    </>
  );
}

function CancelButton({ progress, action }: { progress: RunProgress; action: FormAction }) {
  const { id, total, done } = progress;
  return (
    <ConfirmButton
      action={action}
      fields={{ run: id }}
      title="Cancel this run?"
      text={`${formatCount(done)} of ${formatCounted(total, "response")} are there, and stay. Requests that are under way are stopped, and the rest is not asked for.`}
      confirm="Cancel the run"
      cancel="Go on"
    >
      Cancel…
    </ConfirmButton>
  );
}
