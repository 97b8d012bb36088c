import Link from "next/link";
import { formatDay } from "@/components/ui/format";

type Entry = { kind: "release" | "study"; title: string; study: string; address: string; publishedAt: Date };

/** What anyone may read here, the newest first. */
export function PublicationList({ entries }: { entries: Entry[] }) {
  return (
    <ul className="border-t border-rule">
      {entries.map(({ kind, title, study, address, publishedAt }) => (
        <li
          key={address}
          className="flex min-h-target flex-wrap items-center gap-x-6 gap-y-1 border-b border-rule py-1.5"
        >
          <Link href={address} prefetch={false} className="me-auto min-w-0 break-words">
            {title}
          </Link>
          <span className="note min-w-0 break-words">
            {kind === "release" ? (title === study ? "Release" : `Release of ${study}`) : "Live results"}
          </span>
          <time className="note" dateTime={publishedAt.toISOString().slice(0, 10)}>
            {formatDay(publishedAt)}
          </time>
        </li>
      ))}
    </ul>
  );
}
