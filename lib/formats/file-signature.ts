import { FormatError } from "./format-error";

const SIGNATURES: { bytes: number[]; kind: string; mend: string }[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    kind: "a ZIP archive or an Excel workbook",
    mend: "Unpack it, or save the sheet as CSV UTF-8.",
  },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], kind: "an Excel workbook", mend: "Save the sheet as CSV UTF-8." },
  { bytes: [0x50, 0x41, 0x52, 0x31], kind: "a Parquet file", mend: "Convert it to JSONL first." },
  { bytes: [0x25, 0x50, 0x44, 0x46], kind: "a PDF document", mend: "Give the JSONL or CSV file it was made from." },
  { bytes: [0x1f, 0x8b], kind: "compressed with gzip", mend: "Unpack it first." },
];

/** Names the binary files people hand in most often: their text would otherwise be refused as "not UTF-8", which mends nothing. */
export function refuseKnownBinary(head: Uint8Array): void {
  for (const { bytes, kind, mend } of SIGNATURES) {
    if (bytes.every((byte, index) => head[index] === byte)) {
      throw new FormatError({ problem: `the file is ${kind}, not text`, mend });
    }
  }
}
