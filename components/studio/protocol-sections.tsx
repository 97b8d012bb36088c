import { Fact } from "@/components/studio/protocol-facts";

type Section = {
  title: string;
  facts: [label: string, text: string][];
  /** Markdown, shown as it was written. */
  texts?: { label: string; text: string }[];
};

/** A protocol on one page, in the sections that its documents have. */
export function ProtocolSections({ sections }: { sections: Section[] }) {
  return (
    <div className="grid max-w-[64rem] grid-cols-1">
      {sections.map(({ title, facts, texts = [] }) => (
        <section
          key={title}
          aria-label={title}
          className="grid grid-cols-1 gap-x-10 gap-y-3 border-t border-rule py-5 pair:grid-cols-[12rem_minmax(0,1fr)]"
        >
          <h2 className="text-lead">{title}</h2>
          <dl className="grid grid-cols-1 content-start gap-x-10 gap-y-3 wrap-anywhere pair:grid-cols-2">
            {facts.map(([label, text]) => (
              <Fact key={label} name={label}>
                <span dir="auto">{text}</span>
              </Fact>
            ))}
            {texts.map(({ label, text }) => (
              <div key={label} className="max-w-measure pair:col-span-2">
                <dt className="note">{label}</dt>
                <dd dir="auto" className="whitespace-pre-wrap">
                  {text}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
