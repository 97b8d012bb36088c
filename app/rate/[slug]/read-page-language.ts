import { toRaterSlug } from "@/lib/http/security-headers";
import type { Language } from "@/lib/studies/session-schema";
import { readStudy } from "./read-study";

/**
 * The language that a page is in: a rater's is in theirs, all others are English. The page itself reads the same study, so
 * that this asks nothing more of the database.
 *
 * @param address path and query, as the proxy wrote it down; null: the page has no address.
 */
export async function readPageLanguage(address: string | null): Promise<Language> {
  const { pathname, searchParams } = new URL(address ?? "/", "http://rater");
  const slug = toRaterSlug(pathname);
  if (!slug) return "en";
  try {
    return (await readStudy(slug, searchParams.get("lang") ?? undefined)).study.language;
  } catch {
    // there is no such study: what says so is English
    return "en";
  }
}
