import type { Metadata } from "next";
import { EVENTS_A_PAGE, toEventFilter, toEventQuery } from "@/app/studio/audit/event-query";
import { EventLog } from "@/components/studio/event-log";
import { PageHead } from "@/components/studio/page-head";
import { getEventChoices, listEvents } from "@/lib/audit/queries";
import { requireAccount } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";

export const metadata: Metadata = { title: "Audit log" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Of the whole installation, for its owners. */
export default async function AuditPage({ searchParams }: Props) {
  const account = await requireAccount();
  const filter = toEventFilter(await searchParams);
  const [{ entries, next }, choices] = await orNotFound(
    Promise.all([listEvents(account, filter, EVENTS_A_PAGE), getEventChoices(account)]),
  );
  return (
    <main className="wrap pb-16" id="main">
      <PageHead title="Audit log" meta="What was done in this installation, the newest first. It cannot be changed." />
      <EventLog
        entries={entries}
        choices={choices}
        chosen={filter}
        older={next && `/studio/audit${toEventQuery({ ...filter, before: next })}`}
        csvAddress={`/api/audit.csv${toEventQuery({ ...filter, before: undefined })}`}
        withStudy
      />
    </main>
  );
}
