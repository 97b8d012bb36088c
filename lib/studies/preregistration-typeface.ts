import "server-only";
import { loadFaces, type Weight } from "@/lib/text/typeface";

export type Look = { weight: Weight; size: number; color: string; indent?: number };

export type Typeface = {
  /** A paragraph where the document is, wrapped to its width. */
  write(text: string, look: Look): void;
  /** How many characters were met that no face has. */
  lacks(): number;
};

type Face = { name: string; weight: Weight; has: (code: number) => boolean };

/** The site's typeface for one document. pdfkit itself has only Western letters. */
export async function openTypeface(doc: PDFKit.PDFDocument): Promise<Typeface> {
  const faces = (await loadFaces()).map(({ weight, font }, index): Face => {
    const name = `face-${index}`;
    doc.registerFont(name, font);
    return { name, weight, has: glyphsOf(doc, name) };
  });
  let lacking = 0;
  const choose = (character: string, own: Face[]): Face | undefined => {
    const code = character.codePointAt(0) ?? 0;
    const face = own.find(({ has }) => has(code));
    if (!face) lacking += 1;
    return face ?? own[0];
  };
  return {
    lacks: () => lacking,
    write(text, { weight, size, color, indent = 0 }) {
      const own = faces.filter((face) => face.weight === weight);
      const runs = toRuns(text, (character) => choose(character, own)?.name ?? "Helvetica");
      const left = doc.page.margins.left + indent;
      const width = doc.page.width - left - doc.page.margins.right;
      doc.fillColor(color).fontSize(size);
      runs.forEach((run, index) => {
        doc.font(run.face);
        const options = { width, lineGap: size * 0.28, continued: index < runs.length - 1 };
        if (index === 0) doc.text(run.text, left, doc.y, options);
        else doc.text(run.text, options);
      });
    },
  };
}

/** Characters of one face each after another. */
function toRuns(text: string, choose: (character: string) => string): { text: string; face: string }[] {
  const runs: { text: string; face: string }[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    // a space changes no face: the width of a word stays that of one
    const face = character === " " && last ? last.face : choose(character);
    if (last?.face === face) last.text += character;
    else runs.push({ text: character, face });
  }
  return runs;
}

function glyphsOf(doc: PDFKit.PDFDocument, name: string): (code: number) => boolean {
  // what pdfkit holds of a font is not in its types
  const held = doc.font(name) as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } };
  const { font } = held._font;
  return (code) => font.hasGlyphForCodePoint(code);
}
