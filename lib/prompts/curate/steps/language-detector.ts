/** Which detector, and what the threshold is a difference of: for the set's card. */
export const LANGUAGE_DETECTOR = "eld 2.1.0, medium";
