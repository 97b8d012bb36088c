import { isId, type Way } from "@/lib/crowd/ways/way";

/** Any panel that appends an id to an address, and takes people back at another: CloudResearch Connect, SONA, a lab's own. */
export const url: Way<"url"> = {
  name: "url",
  readArrival(query, { idParameter }) {
    const id = query.get(idParameter);
    if (id === null) return null;
    if (!isId(id))
      return {
        kind: "wrong",
        problem: "The address lacks your participant id. Open the link that you were given again.",
      };
    return { kind: "person", participantId: id, submissionId: null, details: {} };
  },
  toEnding(outcome, { returnUrl, completionCode }, { participantId }) {
    const code = outcome === "completed" ? completionCode : null;
    const notice = outcome === "completed" ? "none" : "return_asked";
    if (!returnUrl) return { way: code ? { kind: "code", code } : { kind: "none" }, notice };
    const filled = returnUrl
      .replaceAll("{id}", encodeURIComponent(participantId ?? ""))
      .replaceAll("{outcome}", encodeURIComponent(outcome));
    return { way: { kind: "redirect", url: filled, code }, notice };
  },
  frameAncestors: () => [],
};
