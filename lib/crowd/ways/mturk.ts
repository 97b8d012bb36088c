import { isId, type Way } from "@/lib/crowd/ways/way";

/** Amazon's own, where work is shown and handed in. */
const AMAZON = ["https://www.mturk.com", "https://workersandbox.mturk.com"];
const NOT_ACCEPTED = "ASSIGNMENT_ID_NOT_AVAILABLE";

/** Amazon Mechanical Turk's ExternalQuestion: the page stands in a frame, and hands the work in by a form. */
export const mturk: Way<"mturk"> = {
  name: "mturk",
  readArrival(query, { frameOrigins }) {
    const assignmentId = query.get("assignmentId");
    if (assignmentId === null) return null;
    if (assignmentId === NOT_ACCEPTED) return { kind: "preview" };
    const [workerId, submitTo] = [query.get("workerId"), query.get("turkSubmitTo")];
    const to = toOrigin(submitTo);
    if (!isId(assignmentId) || !isId(workerId) || to === null || ![...AMAZON, ...frameOrigins].includes(to)) {
      return {
        kind: "wrong",
        problem: "The HIT’s ids are missing from the address. Return the HIT and accept it again.",
      };
    }
    return { kind: "person", participantId: workerId, submissionId: assignmentId, details: { turkSubmitTo: to } };
  },
  toEnding(outcome, _settings, { submissionId, details }) {
    // there is one way to hand work in, and it carries what became of it
    if (!submissionId || !details.turkSubmitTo || outcome === "screened_out" || outcome === "withdrawn")
      return { way: { kind: "none" }, notice: "return_asked" };
    const action = `${details.turkSubmitTo}/mturk/externalSubmit`;
    return { way: { kind: "form", action, fields: { assignmentId: submissionId, outcome } }, notice: "paid" };
  },
  frameAncestors: ({ frameOrigins }) => [...AMAZON, ...frameOrigins],
};

/** null: no address, or not a safe one. Loopback is for the sandbox of a developer. */
function toOrigin(url: string | null): string | null {
  if (!url || !URL.canParse(url)) return null;
  const { protocol, origin, hostname } = new URL(url);
  return protocol === "https:" || ["localhost", "127.0.0.1"].includes(hostname) ? origin : null;
}
