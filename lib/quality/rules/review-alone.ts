import type { RaterRecord } from "@/lib/quality/rules/rater-record";
import {
  findAlwaysTie,
  findContradictory,
  findDuplicate,
  findFailedChecks,
  findSamePosition,
} from "@/lib/quality/rules/simple-rules";
import type { Finding } from "@/lib/quality/schema";

/** Of a study that declares none. */
const USUAL_FAILURES = 2;

/** What a rater's own votes say, and the browser that they came by: to be asked after each vote. */
export function reviewAlone(
  record: RaterRecord,
  everyone: RaterRecord[],
  attentionFailures = USUAL_FAILURES,
): Finding[] {
  return [
    findFailedChecks(record, attentionFailures),
    findSamePosition(record),
    findAlwaysTie(record),
    findContradictory(record),
    findDuplicate(record, everyone),
  ];
}
