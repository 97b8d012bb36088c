/** What a form shows after its server action ran. */
export type ActionState = {
  /** About the form as a whole. */
  error?: string;
  /** By the field's name. */
  fieldErrors?: Record<string, string>;
  /** What happened, where the page does not show it by itself. */
  done?: string;
};
