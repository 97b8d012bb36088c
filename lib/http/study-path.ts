type StudyTab =
  | "results"
  | "leaderboard"
  | "quality"
  | "plan"
  | "raters"
  | "session"
  | "recruitment"
  | "pay"
  | "protocol"
  | "export"
  | "responses"
  | "settings"
  | "audit";

/** A study's pages in the studio. Names may hold anything but a slash, and one that begins with a full stop. */
export function toStudyPath(name: string, tab?: StudyTab): string {
  return `/studio/studies/${encodeURIComponent(name)}${tab ? `/${tab}` : ""}`;
}

/** A name as it stands in an address; Next hands it over still encoded. */
export function fromPathPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
