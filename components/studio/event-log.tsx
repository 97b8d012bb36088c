import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SelectField } from "@/components/ui/field";
import { formatDay, formatTime } from "@/components/ui/format";
import { Table } from "@/components/ui/table";

type Entry = {
  id: string;
  at: Date;
  actorKind: string;
  actor: { name: string; email: string } | null;
  action: string;
  words: string;
  detail: Record<string, unknown>;
  study: string | null;
};

type Props = {
  entries: Entry[];
  /** Address of the page with what is older; null: nothing is. */
  older: string | null;
  choices: { actions: string[]; people: { who: string; name: string }[] };
  chosen: { action?: string; who?: string };
  csvAddress: string;
  /** False in the log of one study, where it would be the same in every row. */
  withStudy: boolean;
};

/** The audit log: who did what, when; filters and pages stand in the address. */
export function EventLog({ entries, older, choices, chosen, csvAddress, withStudy }: Props) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <form method="get" className="flex flex-wrap items-end gap-x-6 gap-y-4">
        <SelectField label="What" name="action" defaultValue={chosen.action ?? ""}>
          <option value="">Everything</option>
          {choices.actions.map((action) => (
            <option key={action} value={action}>
              {action}
            </option>
          ))}
        </SelectField>
        <SelectField label="Who" name="who" defaultValue={chosen.who ?? ""}>
          <option value="">Anybody</option>
          {choices.people.map(({ who, name }) => (
            <option key={who} value={who}>
              {name}
            </option>
          ))}
        </SelectField>
        <Button type="submit">Show</Button>
        <a className="btn" href={csvAddress}>
          Download CSV
        </a>
      </form>
      {entries.length === 0 ? (
        <EmptyState>Nothing of this kind is on record. Choose everything and anybody to see all there is.</EmptyState>
      ) : (
        <EventTable entries={entries} withStudy={withStudy} />
      )}
      {older && (
        <p>
          <Link href={older} prefetch={false} className="inline-flex min-h-target items-center">
            Older
          </Link>
        </p>
      )}
    </div>
  );
}

function EventTable({ entries, withStudy }: Pick<Props, "entries" | "withStudy">) {
  const heads = ["When, in UTC", "Who", "What", ...(withStudy ? ["Study"] : []), "Details"];
  return (
    <Table label="Events, the newest first">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" className="start">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map(({ id, at, actor, actorKind, action, words, detail, study }) => (
          <tr key={id}>
            <th scope="row">
              <time dateTime={at.toISOString()}>
                {formatDay(at)}, {formatTime(at)}
              </time>
            </th>
            <td className="start">{actor ? <span title={actor.email}>{actor.name}</span> : capital(actorKind)}</td>
            <td className="prose min-w-56">{words}</td>
            {withStudy && <td className="prose">{study ?? "–"}</td>}
            <td className="prose min-w-40">
              <details>
                <summary>{action}</summary>
                <code className="note break-all">{JSON.stringify(detail)}</code>
              </details>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
