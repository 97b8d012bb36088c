import type { Prisma } from "@/lib/db/generated/client";
import { type Amendment, responseWithdrawnSchema, textChangedSchema } from "@/lib/studies/amendment-schema";

type Row = Omit<Prisma.AmendmentGetPayload<Record<string, never>>, "id" | "studyId" | "madeById">;

/** From its row. */
export function toAmendment({ number, kind, reason, change, previousHash, hash, createdAt }: Row): Amendment {
  const facts = { number, reason, previousHash, hash, at: createdAt.toISOString() };
  return kind === "response_withdrawn"
    ? { ...facts, kind, change: responseWithdrawnSchema.parse(change) }
    : { ...facts, kind, change: textChangedSchema.parse(change) };
}
