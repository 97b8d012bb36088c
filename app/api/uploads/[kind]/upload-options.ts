const NUMBERS = new Set(["sample", "seed"]);

/** What the studio's form put into the address; empty fields were left out by whoever filled it in. */
export function readUploadOptions(query: URLSearchParams): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  const columns: Record<string, string> = {};
  for (const [name, value] of query) {
    if (value.trim() === "" || name === "file") continue;
    if (name.startsWith("column.")) columns[name.slice("column.".length)] = value;
    else options[name] = NUMBERS.has(name) ? Number(value) : value;
  }
  return Object.keys(columns).length > 0 ? { ...options, columns } : options;
}
