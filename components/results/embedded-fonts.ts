const FAMILY = "IBM Plex Sans Variable";
/** What a file calls it: a copy that the reader has installed will do as well. */
const NAME = "IBM Plex Sans";

/**
 * A style sheet that carries the typeface within: the files of the page's own faces that have characters of the text.
 *
 * @throws {Error} a face could not be read.
 */
export async function embedFonts(text: string): Promise<string> {
  const faces = listFaces().filter((face) => coversAny(face.style.getPropertyValue("unicode-range"), text));
  const rules = await Promise.all(faces.map(toRule));
  return [...rules, "text{font-variant-numeric:tabular-nums}"].join("\n");
}

function listFaces(): CSSFontFaceRule[] {
  const sheets = [...document.styleSheets].filter((sheet) => !sheet.href || sheet.href.startsWith(location.origin));
  return sheets
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => {
      const family = style.getPropertyValue("font-family").replace(/["']/g, "");
      return family === FAMILY && style.getPropertyValue("font-style") !== "italic";
    });
}

/** @param ranges as in a style sheet: "U+0000-00FF, U+0131"; "": all. */
export function coversAny(ranges: string, text: string): boolean {
  if (!ranges.trim()) return true;
  const bounds = ranges.split(",").map((range) => {
    const [from = "", to = from] = range.trim().replace(/^u\+/i, "").split("-");
    return [Number.parseInt(from.replaceAll("?", "0"), 16), Number.parseInt(to.replaceAll("?", "F"), 16)] as const;
  });
  return [...text].some((character) => {
    const code = character.codePointAt(0) ?? 0;
    return bounds.some(([from, to]) => code >= from && code <= to);
  });
}

async function toRule(face: CSSFontFaceRule): Promise<string> {
  const address = /url\(["']?([^"')]+)/.exec(face.style.getPropertyValue("src"))?.[1];
  if (!address) throw new Error("a face without a file");
  const answer = await fetch(new URL(address, face.parentStyleSheet?.href ?? location.href));
  if (!answer.ok) throw new Error(`the typeface: ${answer.status}`);
  const file = await toDataAddress(await answer.blob());
  const weight = face.style.getPropertyValue("font-weight") || "400";
  return `@font-face{font-family:"${NAME}";font-weight:${weight};src:url(${file}) format("woff2")}`;
}

function toDataAddress(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(new Blob([file], { type: "font/woff2" }));
  });
}
