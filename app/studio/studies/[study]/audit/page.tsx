import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EVENTS_A_PAGE, toEventFilter, toEventQuery } from "@/app/studio/audit/event-query";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";
import { EventLog } from "@/components/studio/event-log";
import { toStudyPath } from "@/lib/http/study-path";
import { mayDo } from "@/lib/studies/policy";
import { getStudyEventChoices, listStudyEvents } from "@/lib/studies/queries/study-events";

export const metadata: Metadata = { title: "Audit log" };

type Props = StudyParams & { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function StudyAuditPage({ params, searchParams }: Props) {
  const { account, study } = await loadStudy(params);
  if (!mayDo(study.role, "audit")) notFound();
  const filter = toEventFilter(await searchParams);
  const [{ entries, next }, choices] = await Promise.all([
    listStudyEvents(account, study.name, filter, EVENTS_A_PAGE),
    getStudyEventChoices(account, study.name),
  ]);
  const csv = `/api/studies/${encodeURIComponent(study.name)}/audit.csv`;
  return (
    <section className="grid grid-cols-1 gap-6 pt-10" aria-labelledby="audit-head">
      <div className="grid max-w-[44rem] gap-2">
        <h2 id="audit-head">Audit log</h2>
        <p>What was done to this study, the newest first. It cannot be changed, and stays when the study goes.</p>
      </div>
      <EventLog
        entries={entries}
        choices={choices}
        chosen={filter}
        older={next && `${toStudyPath(study.name, "audit")}${toEventQuery({ ...filter, before: next })}`}
        csvAddress={`${csv}${toEventQuery({ ...filter, before: undefined })}`}
        withStudy={false}
      />
    </section>
  );
}
