import { expireLeases } from "@/lib/assignments/commands/expire-leases";
import { WORKER } from "@/lib/auth/actor";
import { deleteDueStudies } from "@/lib/crowd/commands/delete-due-studies";
import { runDryRun } from "@/lib/crowd/commands/dry-run";
import { endClosedStudies } from "@/lib/crowd/commands/end-closed-studies";
import { syncMarketplaces } from "@/lib/crowd/commands/sync-prolific";
import { purgeConversations } from "@/lib/demo/commands/purge-conversations";
import { sweepRuns } from "@/lib/inference/commands/sweep-runs";
import type { JobName, JobPayload } from "@/lib/jobs/jobs";
import { reviewRater } from "@/lib/quality/commands/review-rater";
import { reviewStudies } from "@/lib/quality/commands/review-study";
import { checkStopping } from "@/lib/results/commands/check-stopping";
import { refreshWeights } from "@/lib/results/commands/refresh-weights";
import { openStudy } from "@/lib/studies/commands/open-study";

export type JobHandlers = { [Name in JobName]: (payload: JobPayload<Name>) => Promise<unknown> };

/** What each job does. A job without a handler does not compile. */
export const HANDLERS: JobHandlers = {
  "open-study": ({ studyId }) => openStudy(WORKER, studyId),
  "sweep-leases": () => expireLeases(WORKER),
  "sweep-runs": () => sweepRuns(WORKER),
  "purge-demo": () => purgeConversations(WORKER),
  "refresh-weights": () => refreshWeights(WORKER),
  "check-stopping": () => checkStopping(WORKER),
  "end-closed-studies": () => endClosedStudies(WORKER),
  "dry-run": ({ studyId }) => runDryRun(WORKER, studyId),
  "review-rater": ({ raterId }) => reviewRater(WORKER, raterId),
  "review-studies": () => reviewStudies(WORKER),
  "sync-marketplaces": () => syncMarketplaces(WORKER),
  "delete-due-studies": () => deleteDueStudies(WORKER),
};
