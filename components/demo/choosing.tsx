import type { Mode, Talk } from "@/components/demo/demo-machine";

type Props = { talk: Talk; models: string[]; onMode: (mode: Mode) => void; onModel: (model: string) => void };

const MODES: [Mode, string][] = [
  ["chat", "One model"],
  ["battle", "Two anonymous models"],
];

/** Whom to talk to. It stands still once something has been said. */
export function Choosing({ talk, models, onMode, onModel }: Props) {
  const isFixed = talk.turns.length > 0;
  const hasPair = models.length > 1;
  return (
    <div className="demo-choosing">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and these act */}
      <div className="demo-modes" role="group" aria-label="Whom to talk to">
        {MODES.map(([mode, label]) => (
          <button
            key={mode}
            type="button"
            className="btn"
            aria-pressed={talk.mode === mode}
            disabled={talk.mode !== mode && (isFixed || (mode === "battle" && !hasPair))}
            onClick={() => !isFixed && talk.mode !== mode && onMode(mode)}
          >
            {label}
          </button>
        ))}
      </div>
      {talk.mode === "chat" && (
        <div className="demo-model">
          <label htmlFor="model">Model</label>
          <span className="select">
            <select
              id="model"
              className="input"
              value={talk.model}
              disabled={isFixed}
              onChange={({ currentTarget }) => onModel(currentTarget.value)}
            >
              {models.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </span>
        </div>
      )}
      {isFixed && !talk.revealed && <p className="note">Clear to choose again.</p>}
      {!isFixed && !hasPair && <p className="note">For two anonymous models a second one must be offered.</p>}
      {!isFixed && talk.mode === "battle" && (
        <p className="note">Two models are drawn at random. You see who they were after your vote.</p>
      )}
    </div>
  );
}
