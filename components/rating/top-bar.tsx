import { useSay } from "@/components/rating/say";
import type { Session } from "@/components/rating/session-machine";
import { useBarHeight } from "@/components/rating/use-bar-height";

type TopBarProps = { title: string; session: Session; onHelp: () => void; onLeave: () => void };

export function TopBar({ title, session, onHelp, onLeave }: TopBarProps) {
  const say = useSay();
  const { done, total } = session.progress;
  return (
    <header className="rate-top" ref={useBarHeight("--rate-top")}>
      <div className="rate-wrap">
        <span className="rate-title">{title}</span>
        <div className="rate-progress">
          {total > 0 && (
            <>
              <span>{say("progress", { done, total })}</span>
              <progress aria-label={say("pairsRated")} value={Math.min(done, total)} max={total} />
            </>
          )}
        </div>
        <div className="rate-end">
          <button type="button" className="btn btn-quiet" onClick={onHelp}>
            {say("help")}
          </button>
          <button type="button" className="btn btn-quiet" onClick={onLeave}>
            {say("leave")}
            <span className="rate-long">{say("leaveLong")}</span>
          </button>
        </div>
      </div>
    </header>
  );
}
