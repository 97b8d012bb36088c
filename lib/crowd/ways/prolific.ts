import { isId, type Way } from "@/lib/crowd/ways/way";

const COMPLETE = "https://app.prolific.com/submissions/complete";

/**
 * Prolific appends three ids to the study's address and takes people back at an address with a code.
 *
 * Comprehension failed twice: they are asked to return their submission, without the code for screened-out people and
 * never with a rejection, as Prolific's rules want it.
 */
export const prolific: Way<"prolific"> = {
  name: "prolific",
  readArrival(query, { prolificStudyId }) {
    const [person, study, submission] = ["PROLIFIC_PID", "STUDY_ID", "SESSION_ID"].map((name) => query.get(name));
    if (!query.has("PROLIFIC_PID")) return null;
    if (!isId(person ?? null) || !isId(submission ?? null) || !isId(study ?? null)) {
      return {
        kind: "wrong",
        problem: "Prolific’s ids are missing from the address. Open the study from Prolific again.",
      };
    }
    if (prolificStudyId && study !== prolificStudyId) {
      return {
        kind: "wrong",
        problem: "This address belongs to another study on Prolific. Open the study from Prolific again.",
      };
    }
    return { kind: "person", participantId: person ?? "", submissionId: submission ?? null, details: {} };
  },
  toEnding(outcome, { completedCode, failedChecksCode }) {
    const back = (code: string) => ({
      kind: "redirect" as const,
      url: `${COMPLETE}?cc=${encodeURIComponent(code)}`,
      code,
    });
    if (outcome === "completed") return { way: back(completedCode), notice: "paid" };
    if (outcome === "failed_checks") return { way: back(failedChecksCode), notice: "return_asked" };
    return { way: { kind: "none" }, notice: "return_asked" };
  },
  frameAncestors: () => [],
};
