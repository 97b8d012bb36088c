"use client";

import Link from "next/link";
import { PageHead } from "@/components/studio/page-head";
import { type RunActions, RunButtons } from "@/components/studio/run-buttons";
import { RunFailures, RunFlags } from "@/components/studio/run-findings";
import { RunNext } from "@/components/studio/run-next";
import { RunStateTag } from "@/components/studio/run-state-tag";
import { RunTable } from "@/components/studio/run-table";
import { RunWarnings } from "@/components/studio/run-warnings";
import { formatTimeLeft } from "@/components/studio/run-words";
import { type LiveRun, useRunProgress } from "@/components/studio/use-run-progress";
import { formatCount, formatCounted, formatDay } from "@/components/ui/format";
import { isRunOver, type RunDetail, type RunProgress } from "@/lib/inference/schema";

type Props = {
  run: RunDetail;
  /** null: for those who read only. */
  actions: RunActions | null;
};

/** A run's page. Drawn whole by the server; in a browser its numbers are replaced as they come. */
export function RunLive({ run, actions }: Props) {
  const live = useRunProgress(run.progress, `/api/runs/${run.id}/events`);
  const { progress, now } = live;
  const isOver = isRunOver(progress.state);
  return (
    <>
      <PageHead
        title={`Run over ${run.promptSet.name}`}
        meta={<Facts run={run} progress={progress} />}
        actions={actions && <RunButtons progress={progress} actions={actions} />}
      />
      <RunWarnings progress={progress} now={now} />
      <section aria-labelledby="progress-head" className="pt-2">
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <h2 id="progress-head" className="text-title leading-[1.2]">
            {progress.total === 0
              ? "Nothing was asked for"
              : `${formatCount(progress.done)} of ${formatCounted(progress.total, "response")}`}
          </h2>
          <p className="text-muted">{describeRest(progress)}</p>
          {!isOver && <Freshness live={live} />}
        </div>
        <div className="pt-3.5 pb-5">
          <progress
            className="progress block"
            aria-label="Responses done"
            max={Math.max(1, progress.total)}
            value={progress.total === 0 ? 1 : progress.done}
          />
        </div>
        <RunTable models={progress.models} isOver={isOver} />
      </section>
      {progress.state === "done" && actions && <RunNext run={run} progress={progress} action={actions.makeStudy} />}
      <RunFailures failures={progress.failures} />
      <RunFlags models={progress.models} />
    </>
  );
}

function Facts({ run, progress }: { run: RunDetail; progress: RunProgress }) {
  const { promptSet, models, samplesPerPrompt, createdAt, orderedBy } = run;
  return (
    <>
      <RunStateTag state={progress.state} />
      <Link
        href={`/studio/prompts/${encodeURIComponent(promptSet.name)}?version=${promptSet.version}`}
        prefetch={false}
      >
        Prompts, version {promptSet.version}
      </Link>
      <span>{formatCounted(models.length, "model")}</span>
      <span>{formatCounted(samplesPerPrompt, "sample")} a prompt</span>
      <span>
        ordered on {formatDay(createdAt)}
        {orderedBy && ` by ${orderedBy}`}
      </span>
    </>
  );
}

function describeRest({ running, failed, cancelled, alreadyThere, secondsLeft, state }: RunProgress): string {
  const parts = [
    running > 0 && `${formatCount(running)} running`,
    failed > 0 && `${formatCount(failed)} failed`,
    cancelled > 0 && `${formatCount(cancelled)} cancelled`,
    alreadyThere > 0 && `${formatCount(alreadyThere)} were there already`,
    state === "running" && secondsLeft !== null && secondsLeft > 0 && `${formatTimeLeft(secondsLeft)} left`,
  ];
  return parts.filter(Boolean).join(", ");
}

/** Only a lost connection is announced; the seconds are there to be looked at. */
function Freshness({ live: { now, heardAt, isLost } }: { live: LiveRun }) {
  const age = now === null || heardAt === null ? 0 : Math.max(0, Math.floor((now - heardAt) / 1000));
  return (
    <p className="note ms-auto">
      <span role="status">{isLost && "Connection lost, trying again."}</span>
      {!isLost && (age < 60 ? `Updated ${age} s ago` : `Updated ${Math.floor(age / 60)} min ago`)}
    </p>
  );
}
