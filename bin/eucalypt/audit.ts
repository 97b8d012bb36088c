import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import { toCount } from "@/bin/eucalypt/parse-options";
import { toTable } from "@/bin/eucalypt/to-table";
import { EVENTS_A_READ, toEventCsv } from "@/lib/audit/event-csv";
import { type EventFilter, eventFilterSchema } from "@/lib/audit/find-events";
import { listEvents } from "@/lib/audit/queries";
import { OPERATOR } from "@/lib/auth/actor";
import { findAccountId } from "@/lib/auth/queries";
import { AppError } from "@/lib/http/app-error";
import { listStudyEvents } from "@/lib/studies/queries/study-events";

type Flags = { study?: string; action?: string; who?: string; limit: number; out?: string };

/** `audit`: who did what, the newest first. */
export function registerAuditCommands(program: Command): void {
  program
    .command("audit")
    .description("who did what, and when, the newest first")
    .option("--study <name>", "what was done to one study")
    .option("--action <verb>", "only this, such as study.open")
    .option("--who <who>", "only what this person did, by e-mail; or worker, or operator")
    .option("--limit <count>", "how many to print", toCount, 50)
    .option("--out <file>", "all of them as CSV, into a file")
    .action(async ({ study, action, who, limit, out }: Flags) => {
      const filter: EventFilter = { action, who: await toWho(who) };
      const read = (more: EventFilter, most: number) =>
        study ? listStudyEvents(OPERATOR, study, more, most) : listEvents(OPERATOR, more, most);
      if (out) {
        const lines = toEventCsv((before) => read({ ...filter, before }, EVENTS_A_READ));
        await pipeline(Readable.from(lines), createWriteStream(out));
        return;
      }
      const { entries, next } = await read(filter, limit);
      const rows = entries.map(({ at, actor, actorKind, words, study: of }) => [
        ...[at.toISOString().slice(0, 19).replace("T", " "), actor?.email ?? actorKind, words, of ?? ""],
      ]);
      if (rows.length === 0) console.log("Nothing of this kind is on record.");
      else console.log(toTable(["when (UTC)", "who", "what", "study"], rows));
      if (next) console.log("There are more: give a higher --limit, or --out FILE for all.");
    });
}

async function toWho(who: string | undefined): Promise<EventFilter["who"]> {
  if (who === undefined) return undefined;
  const plain = eventFilterSchema.shape.who.parse(who);
  if (plain) return plain;
  const accountId = await findAccountId(OPERATOR, who);
  if (!accountId) throw new AppError("not_found", `No account has the e-mail ${who}.`);
  return accountId;
}
