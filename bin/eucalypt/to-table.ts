/** Columns of even width for a terminal; a column of numbers stands to the right. */
export function toTable(heads: string[], rows: string[][]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => (row[column] ?? "").length)));
  const isNumeric = heads.map((_, column) => rows.every((row) => /^[\d.,%−-]*$/.test(row[column] ?? "")));
  const toLine = (cells: string[]) =>
    cells
      .map((cell, column) =>
        isNumeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [heads, ...rows].map(toLine).join("\n");
}
