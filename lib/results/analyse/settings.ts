/** Nominal coverage of all intervals. */
export const LEVEL = 0.95;
/** The same votes give the same figures, to the last digit, whenever and wherever they are computed. */
export const SEED = 2_023;
