/** From the wish to delete a study until it goes: as long, it can be taken back. */
export const GRACE_DAYS = 30;
