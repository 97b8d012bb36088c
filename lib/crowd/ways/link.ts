import type { Way } from "@/lib/crowd/ways/way";

/** Anybody who has the address, or the address and a code. */
export const link: Way<"link"> = {
  name: "link",
  readArrival: () => null,
  toEnding: (outcome, { completionCode }) => ({
    way: outcome === "completed" && completionCode ? { kind: "code", code: completionCode } : { kind: "none" },
    notice: "none",
  }),
  frameAncestors: () => [],
};

/** Whoever is signed in: a laboratory's own people. */
export const account: Way<"account"> = {
  name: "account",
  readArrival: () => null,
  toEnding: () => ({ way: { kind: "none" }, notice: "none" }),
  frameAncestors: () => [],
};
