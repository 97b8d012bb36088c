import type { WaySettings } from "@/lib/crowd/schema";

/** What keeps a study's invitation codes from being what lets people in, and the mend; null: nobody comes by link without one. */
export function findInvitationGap(ways: { link?: WaySettings["link"] }): string | null {
  if (ways.link?.needsInvitation) return null;
  if (ways.link)
    return "The link lets in anybody who has the address, with a code or without. Ask for codes to change that.";
  return Object.keys(ways).length === 0
    ? "No way in is open, so that anybody who has the address comes in without a code. Open the link, and ask for codes."
    : "The link is not open, so that these codes let nobody in. Open the link, and ask for codes.";
}
