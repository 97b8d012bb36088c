type Part = { kind: "same" | "removed" | "added"; text: string };

/** A text before and after, in one: what was taken out is struck through, what came in is underlined. */
export function TextDiff({ parts }: { parts: Part[] }) {
  return (
    <p dir="auto" className="whitespace-pre-wrap break-words rounded-md bg-sunk px-5 py-4">
      {parts.map(({ kind, text }, index) => {
        // parts of one text, in their order: nothing else tells them apart
        const key = `${index} ${kind}`;
        if (kind === "removed") {
          return (
            <del key={key} className="text-muted">
              {text}
            </del>
          );
        }
        if (kind === "added") {
          return (
            <ins key={key} className="font-semibold">
              {text}
            </ins>
          );
        }
        return <span key={key}>{text}</span>;
      })}
    </p>
  );
}
