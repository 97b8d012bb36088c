import "server-only";
import { toMarkdown } from "@/lib/studies/preregistration-markdown";
import { toPdf } from "@/lib/studies/preregistration-pdf";
import type { FoundPreregistration } from "@/lib/studies/queries/get-preregistration";

export const PREREGISTRATION_FORMATS = ["md", "pdf", "json"] as const;
export type PreregistrationFormat = (typeof PREREGISTRATION_FORMATS)[number];

const MEDIA_TYPES: Record<PreregistrationFormat, string> = {
  md: "text/markdown; charset=utf-8",
  pdf: "application/pdf",
  json: "application/json",
};

export type PreregistrationFile = { fileName: string; mediaType: string; bytes: Buffer };

/** For people to read, or, as JSON, what the hash is of: with what was amended since beside it. */
export async function toPreregistrationFile(
  found: FoundPreregistration,
  format: PreregistrationFormat,
): Promise<PreregistrationFile> {
  const { name, protocolHash } = found;
  const kind = format === "json" ? "protocol" : "preregistration";
  const fileName = `${name} ${kind}${protocolHash ? ` ${protocolHash.slice(0, 8)}` : ""}.${format}`;
  return { fileName, mediaType: MEDIA_TYPES[format], bytes: await toBytes(found, format) };
}

async function toBytes(found: FoundPreregistration, format: PreregistrationFormat): Promise<Buffer> {
  const { document, at, protocol, protocolHash, amendments } = found;
  if (format === "md") return Buffer.from(toMarkdown(document));
  if (format === "json") {
    return Buffer.from(`${JSON.stringify({ protocol, protocolHash, amendments }, null, 2)}\n`);
  }
  return toPdf(document, { at, footer: protocolHash ? `Protocol ${protocolHash.slice(0, 16)}` : "Draft, not frozen" });
}
