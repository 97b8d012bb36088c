import { decodeHTML } from "entities";

/** What a chat page wrote above one of several answers, and stuck to the text when somebody copied it. */
const PAGE_MARKER = /^\s*(\d{1,3}) \/ (\d{1,3})(?=\p{L}|[ \t]*\r?\n)/u;
/** Only with their semicolon: "AT&T" and "a&b=c" in an address are no entities. */
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;

/**
 * A query as its writer typed it: without the page marker of a chat page (`2 / 2`), HTML entities decoded once, line ends as
 * \n, and no white space around it. A fraction ("1 / 2 cup") stays.
 *
 * Cleaning twice could decode what the writer wrote about: `&amp;lt;` is `&lt;`.
 */
export function cleanText(text: string): string {
  return decodeEntities(withoutPageMarker(text).replaceAll("\r\n", "\n")).trim();
}

function withoutPageMarker(text: string): string {
  return text.replace(PAGE_MARKER, (marker, page: string, pages: string) =>
    Number(page) >= 1 && Number(page) <= Number(pages) && Number(pages) > 1 ? "" : marker,
  );
}

function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(ENTITY, (entity) => {
    const decoded = decodeHTML(entity);
    // it stands for a character that text cannot hold
    return decoded.includes("\uFFFD") ? entity : decoded;
  });
}
