import type { Metadata } from "next";
import {
  cancelRunAction,
  makeStudyAction,
  pauseRunAction,
  resumeRunAction,
  retryFailedAction,
} from "@/app/studio/runs/actions";
import { RunLive } from "@/components/studio/run-live";
import { mayWrite } from "@/lib/auth/policy";
import { requireAccount } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { getRun } from "@/lib/inference/queries/runs";

export const metadata: Metadata = { title: "Run" };

const ACTIONS = {
  pause: pauseRunAction,
  resume: resumeRunAction,
  cancel: cancelRunAction,
  retry: retryFailedAction,
  makeStudy: makeStudyAction,
};

export default async function RunPage({ params }: { params: Promise<{ run: string }> }) {
  const account = await requireAccount();
  const run = await orNotFound(getRun(account, (await params).run));
  return (
    <main className="wrap pb-16" id="main">
      <RunLive run={run} actions={mayWrite(account) ? ACTIONS : null} />
    </main>
  );
}
