/** An entry of a menu, be it a button or a link. */
export const MENU_ENTRY =
  "flex min-h-target w-full items-baseline justify-between gap-4 px-4 py-2.5 text-start text-ink no-underline hover:bg-accent-soft hover:text-ink aria-busy:cursor-progress aria-busy:text-muted";
