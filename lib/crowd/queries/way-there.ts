import "server-only";
import { findOfferedWays } from "@/lib/crowd/queries/offered-ways";
import { linkSettingsSchema } from "@/lib/crowd/schema";
import { readArrival } from "@/lib/crowd/ways/registry";

export type WayThere = {
  /** A platform's person, who may have been a rater in another browser. */
  isPerson: boolean;
  isPreview: boolean;
  /** What is wrong with the address; null: nothing. */
  problem: string | null;
  needsProof: boolean;
  /** Raters are led back to somewhere, or shown a code. */
  hasEnd: boolean;
};

const NOWHERE: WayThere = { isPerson: false, isPreview: false, problem: null, needsProof: false, hasEnd: false };

/** What an address says of how somebody comes. For anyone who has it. */
export async function findWayThere(slug: string, search: string): Promise<WayThere> {
  const study = await findOfferedWays(slug);
  if (!study) return NOWHERE;
  const found = readArrival(study.ways, search);
  const link = study.ways.find(({ wayIn }) => wayIn === "link");
  const terms = linkSettingsSchema.safeParse(link?.settings ?? {});
  const byLink = !found && link !== undefined && terms.success;
  return {
    isPerson: found?.arrival.kind === "person",
    isPreview: found?.arrival.kind === "preview",
    problem: found?.arrival.kind === "wrong" ? found.arrival.problem : null,
    needsProof: byLink && terms.data.needsProof,
    hasEnd:
      found !== null ||
      (terms.data?.completionCode ?? null) !== null ||
      study.ways.some(({ wayIn }) => wayIn !== "link"),
  };
}
