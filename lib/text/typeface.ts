import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { inflateSync } from "node:zlib";

export type Weight = 400 | 500 | 600;

const WEIGHTS: Weight[] = [400, 500, 600];
/** The typeface is cut by script; a later one is looked into where an earlier one lacks a character. */
const SCRIPTS = ["latin", "latin-ext", "greek", "cyrillic", "cyrillic-ext", "vietnamese"];

export type Face = { weight: Weight; font: Buffer };

let loaded: Promise<Face[]> | undefined;

/** The site's typeface, by weight and script, as TrueType: for drawing where there is no browser. */
export function loadFaces(): Promise<Face[]> {
  loaded ??= readFaces();
  // a folder that could not be read may be there the next time
  loaded.catch(() => {
    loaded = undefined;
  });
  return loaded;
}

function readFaces(): Promise<Face[]> {
  const folder = join(
    /* turbopackIgnore: true */ process.cwd(),
    "node_modules",
    "@fontsource",
    "ibm-plex-sans",
    "files",
  );
  const wanted = WEIGHTS.flatMap((weight) => SCRIPTS.map((script) => ({ weight, script })));
  return Promise.all(
    wanted.map(async ({ weight, script }) => {
      const file = await readFile(join(folder, `ibm-plex-sans-${script}-${weight}-normal.woff`));
      return { weight, font: toTrueType(file) };
    }),
  );
}

const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

/**
 * A WOFF file with its tables unpacked, as renderers read it.
 *
 * @throws {RangeError} not a WOFF file.
 * Source: WOFF File Format 1.0 (W3C, 2012).
 */
export function toTrueType(woff: Buffer): Buffer {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new RangeError("This is not a WOFF file.");
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = WOFF_HEADER + index * WOFF_ENTRY;
    const [tag, offset, packed, size, checksum] = [0, 4, 8, 12, 16].map((field) => woff.readUInt32BE(at + field));
    const bytes = woff.subarray(offset as number, (offset as number) + (packed as number));
    return { tag: tag as number, checksum: checksum as number, bytes: packed === size ? bytes : inflateSync(bytes) };
  });
  const header = Buffer.alloc(SFNT_HEADER + count * SFNT_ENTRY);
  woff.copy(header, 0, 4, 8);
  header.writeUInt16BE(count, 4);
  const power = Math.floor(Math.log2(count));
  header.writeUInt16BE(2 ** power * SFNT_ENTRY, 6);
  header.writeUInt16BE(power, 8);
  header.writeUInt16BE((count - 2 ** power) * SFNT_ENTRY, 10);
  const bodies: Buffer[] = [];
  let offset = header.length;
  tables.forEach(({ tag, checksum, bytes }, index) => {
    const at = SFNT_HEADER + index * SFNT_ENTRY;
    for (const [field, value] of [tag, checksum, offset, bytes.length].entries())
      header.writeUInt32BE(value, at + 4 * field);
    const body = Buffer.alloc(Math.ceil(bytes.length / 4) * 4);
    bytes.copy(body);
    bodies.push(body);
    offset += body.length;
  });
  return Buffer.concat([header, ...bodies]);
}
