import { z } from "zod";
import { AppError } from "@/lib/http/app-error";

export const pageQuerySchema = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500, "At most 500 at once: follow `next` for the rest.")
    .default(100)
    .describe("How many, at most 500."),
  after: z.string().max(500).optional().describe("`next` of the page before."),
});

export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().describe("Give it as `after` for the page that follows; null: this is the last."),
  });
}

/**
 * A page of a list. Its order is that of keys that never change, and a page begins after the last key seen: what is added
 * meanwhile makes no row come twice or not at all.
 *
 * @param keyOf unique.
 * @throws {AppError} bad_input: `after` is none that was given out.
 */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { limit, after }: { limit?: unknown; after?: unknown },
): { items: T[]; next: string | null } {
  const from = typeof after === "string" ? readCursor(after) : null;
  const most = Number(limit);
  const keyed = items.map((item) => ({ key: keyOf(item), item })).sort((one, other) => (one.key < other.key ? -1 : 1));
  const left = from === null ? keyed : keyed.filter(({ key }) => key > from);
  const page = left.slice(0, most);
  const last = page.at(-1);
  return { items: page.map(({ item }) => item), next: last && left.length > most ? toCursor(last.key) : null };
}

export function toCursor(key: string): string {
  return Buffer.from(key, "utf8").toString("base64url");
}

export function readCursor(cursor: string): string {
  const key = Buffer.from(cursor, "base64url").toString("utf8");
  if (key === "" || toCursor(key) !== cursor) throw badCursor();
  return key;
}

export function badCursor(): AppError {
  return new AppError("bad_input", "after: give the `next` of the page before, as it is.");
}
