import type { Role } from "@/lib/db/generated/enums";

/** What is done to a study, and the least role in it that may. */
const NEEDED = {
  read: "viewer",
  edit: "editor",
  open: "editor",
  pause: "editor",
  close: "owner",
  publish: "owner",
  share: "owner",
  audit: "editor",
  archive: "owner",
  delete: "owner",
} as const satisfies Record<string, Role>;

export type StudyDeed = keyof typeof NEEDED;

const RANK: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 };

/** `role` is theirs in the study; null: not a member. */
export function mayDo(role: Role | null, deed: StudyDeed): boolean {
  return role !== null && RANK[role] >= RANK[NEEDED[deed]];
}

/** Who may, in words: for the sentence that refuses. */
export function neededRole(deed: StudyDeed): string {
  return NEEDED[deed] === "owner" ? "an owner of the study" : "an editor or owner of the study";
}

/** By their role in the installation. */
export function mayCreateStudies(role: Role): boolean {
  return role !== "viewer";
}
