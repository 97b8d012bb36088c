import "server-only";
import { findOfferedWays } from "@/lib/crowd/queries/offered-ways";
import { toFrameAncestors } from "@/lib/crowd/ways/registry";

// asked for each load of a rater's page; a new way in may take so long to be seen by every web process
const REMEMBER_MS = 15_000;
const MOST = 10_000;
const known = new Map<string, { origins: string[]; until: number }>();

/** Origins that may show a study's rating page in a frame, and are handed its work by a form; [] for nearly all studies. */
export async function findFrameOrigins(slug: string): Promise<string[]> {
  const remembered = known.get(slug);
  if (remembered && remembered.until > Date.now()) return remembered.origins;
  const study = await findOfferedWays(slug);
  const origins = study ? toFrameAncestors(study.ways) : [];
  if (known.size >= MOST) known.clear();
  known.set(slug, { origins, until: Date.now() + REMEMBER_MS });
  return origins;
}
