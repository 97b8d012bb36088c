import "server-only";
import { type Amendment, toListed } from "@/lib/studies/amendment-schema";
import { diffWords } from "@/lib/text/diff-words";

/** Amendments as `AmendmentList` draws them. */
export function toAmendmentRows(amendments: Amendment[]) {
  return amendments.map((amendment) => {
    const { change, ...row } = toListed(amendment);
    return { ...row, diff: change && diffWords(change.from, change.to) };
  });
}
