import type { Pane, ShownTurn, Talk } from "@/components/demo/demo-machine";

type Props = { turn: ShownTurn; number: number; talk: Talk };

/** What the visitor said, and what came back: one response, or two side by side. */
export function TurnView({ turn, number, talk }: Props) {
  const { revealed, turns, model } = talk;
  const suffix = turns.length > 1 ? `, turn ${number}` : "";
  const isRunning = turn.state === "running";
  const pane = (letter: string, name: string | undefined, shown: Pane) => (
    <PaneView id={`response-${letter}-${number}`} name={name} shown={shown} isRunning={isRunning}>
      {letter === "only" ? "Response" : `Response ${letter}`}
    </PaneView>
  );
  return (
    <section aria-labelledby={`asked-${number}`}>
      <div className="rate-band">
        <div className="rate-wrap">
          <h2 id={`asked-${number}`} className="note demo-asked">
            Your message{suffix}
          </h2>
          <p className="demo-text" dir="auto">
            {turn.asked}
          </p>
        </div>
      </div>
      {turn.second ? (
        <div className="rate-wrap rate-pair">
          {pane("A", revealed?.first, turn.first)}
          {pane("B", revealed?.second, turn.second)}
        </div>
      ) : (
        <div className="rate-wrap demo-single">{pane("only", model, turn.first)}</div>
      )}
      <Ending turn={turn} />
    </section>
  );
}

type PaneProps = { id: string; name?: string; shown: Pane; isRunning: boolean; children: string };

function PaneView({ id, name, shown, isRunning, children }: PaneProps) {
  return (
    <article className="rate-response" aria-labelledby={id}>
      <h3 id={id}>
        {children}
        {name && <span className="note demo-name">{name}</span>}
      </h3>
      <PaneText shown={shown} isRunning={isRunning} />
    </article>
  );
}

function PaneText({ shown: { text, html }, isRunning }: { shown: Pane; isRunning: boolean }) {
  if (html) {
    // biome-ignore lint/security/noDangerouslySetInnerHtml: the server's sanitised rendering
    return <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
  }
  if (text && html !== "") {
    return (
      <p className="demo-text" dir="auto">
        {text}
      </p>
    );
  }
  return <p className="note">{isRunning ? "Waiting for the first words." : "Nothing to show."}</p>;
}

const HEAD = { failed: "Broken off.", withheld: "Withheld." };

/** How it ended, where it did not end well. */
function Ending({ turn: { state, message } }: { turn: ShownTurn }) {
  if (!message) return null;
  if (state === "stopped") return <p className="rate-wrap note demo-ending">{message}</p>;
  return (
    <div className="rate-wrap demo-ending">
      <p className="problem">
        {(state === "failed" || state === "withheld") && <strong>{HEAD[state]}</strong>} {message}
      </p>
    </div>
  );
}
