import { createHash } from "node:crypto";
import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { withResolution } from "@/components/results/png-resolution";
import { loadFaces } from "@/lib/text/typeface";

/** For print, as journals ask it. */
const DPI = 300;
/** SVG's pixel is a 96th of an inch. */
const SCALE = DPI / 96;

/** A figure's SVG file as PNG, 300 dots an inch. */
export async function toFigurePng(svg: string): Promise<Buffer> {
  const drawn = new Resvg(nameFaces(svg), {
    fitTo: { mode: "zoom", value: SCALE },
    font: { fontFiles: await writeFaces(), loadSystemFonts: false, defaultFontFamily: "IBM Plex Sans" },
  });
  return Buffer.from(withResolution(new Uint8Array(drawn.render().asPng()), DPI));
}

/** In the typeface's files each weight is a family of its own, and the renderer goes by the family. */
function nameFaces(svg: string): string {
  const families: Record<string, string> = { 500: "IBM Plex Sans Medium", 600: "IBM Plex Sans SemiBold" };
  return svg.replace(
    /font-weight="(\d+)"/g,
    (_, weight) => `font-family="${families[weight] ?? "IBM Plex Sans"}" font-weight="400"`,
  );
}

/** The renderer reads its fonts from files, and no WOFF: they are unpacked once a machine, named by what is in them. */
async function writeFaces(): Promise<string[]> {
  const folder = join(tmpdir(), "eucalypt-faces");
  await mkdir(folder, { recursive: true });
  return Promise.all(
    (await loadFaces()).map(async ({ font }) => {
      const path = join(folder, `${createHash("sha256").update(font).digest("hex").slice(0, 32)}.ttf`);
      const there = await stat(path).catch(() => null);
      if (there?.size !== font.length) {
        const partial = `${path}.${process.pid}.partial`;
        await writeFile(partial, font);
        await rename(partial, path);
      }
      return path;
    }),
  );
}
