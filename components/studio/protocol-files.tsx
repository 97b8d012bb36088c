/** A protocol's documents to take along. The names are those of the formats' addresses. */
export function ProtocolFiles({ address, note }: { address: string; note?: string }) {
  const files = [
    ["pdf", "Preregistration as PDF"],
    ["md", "as Markdown"],
    ["json", "Protocol as JSON"],
  ] as const;
  return (
    <p className="flex flex-wrap gap-x-5 print:hidden">
      {files.map(([format, label]) => (
        <a key={format} href={`${address}/${format}`} download className="inline-flex min-h-target items-center">
          {label}
        </a>
      ))}
      {note && <span className="note inline-flex min-h-target items-center">{note}</span>}
    </p>
  );
}
