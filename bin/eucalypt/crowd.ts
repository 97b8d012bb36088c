import type { Command } from "commander";
import { toCount } from "@/bin/eucalypt/parse-options";
import { toTable } from "@/bin/eucalypt/to-table";
import { toWaySettings, type WayFlags, withWayFlags } from "@/bin/eucalypt/way-flags";
import { OPERATOR } from "@/lib/auth/actor";
import { decidePay, purgeParticipations } from "@/lib/crowd/commands/decide-pay";
import { createInvitations, removeWayIn, revokeInvitation, setWayIn } from "@/lib/crowd/commands/set-way-in";
import { syncProlific } from "@/lib/crowd/commands/sync-prolific";
import { getPayQueue } from "@/lib/crowd/queries/pay-queue";
import { getRecruitment } from "@/lib/crowd/queries/recruitment";
import { WAYS_IN, type WayIn } from "@/lib/crowd/schema";
import { findInvitationGap } from "@/lib/crowd/ways/find-invitation-gap";
import { AppError } from "@/lib/http/app-error";

/** `crowd …`: how raters come in, and what becomes of their pay. */
export function registerCrowdCommands(program: Command): void {
  const crowd = program.command("crowd").description("how raters come into a study, and their pay");
  withWayFlags(
    crowd
      .command("way <study> <way>")
      .description(`open a way in, or change what is said of one: ${WAYS_IN.join(", ")}`),
  )
    .option("--close", "let nobody new in by it")
    .action(async (study: string, way: string, flags: WayFlags & { close?: boolean }) => {
      const wayIn = toWay(way);
      if (flags.close) await removeWayIn(OPERATOR, study, wayIn);
      else await setWayIn(OPERATOR, study, wayIn, toWaySettings(wayIn, flags));
      await print(study);
    });
  crowd.command("show <study>").description("the ways in, their codes and addresses").action(print);
  crowd
    .command("invite <study>")
    .description("make invitation codes")
    .option("--count <count>", "how many", toCount, 1)
    .option("--most <count>", "people each lets in", toCount, 1)
    .option("--note <words>", "whom they are for", "")
    .action(async (study: string, { count, most, note }: { count: number; most: number; note: string }) => {
      for (const code of await createInvitations(OPERATOR, study, { count, most, note })) console.log(code);
      const gap = findInvitationGap((await getRecruitment(OPERATOR, study)).ways);
      // beside the codes, which a script may read
      if (gap) console.error(`${gap} npm run eucalypt -- crowd way ${study} link --invitation`);
    });
  crowd
    .command("revoke <study> <code>")
    .description("a code that lets nobody in any more")
    .action(async (study: string, code: string) => revokeInvitation(OPERATOR, study, code));
  crowd
    .command("sync <study>")
    .description("ask Prolific where submissions stand")
    .action(async (study: string) => void (await syncProlific(OPERATOR, study)));
  crowd.command("pay <study>").description("who waits to be paid, on what evidence").action(printPay);
  crowd
    .command("decide <study> <rater> <decision>")
    .description("approve, ask_to_return, reject or bonus")
    .option("--amount <amount>", "of a bonus, in the currency's main unit", Number)
    .action(async (study: string, pseudonym: string, decision: string, { amount }: { amount?: number }) => {
      const isTold = await decidePay(OPERATOR, study, {
        pseudonym,
        decision: decision as "approve",
        ...(amount !== undefined && { amountMicros: Math.round(amount * 1_000_000) }),
      });
      console.log(isTold ? "The platform was told." : "Noted. Do it on the platform as well.");
    });
  crowd
    .command("purge <study>")
    .description("delete the platforms' ids of a study's raters, when all are paid")
    .action(async (study: string) => void (await purgeParticipations(OPERATOR, study)));
}

function toWay(way: string): WayIn {
  const found = WAYS_IN.find((known) => known === way);
  if (!found) throw new AppError("bad_input", `There is no way in ${way}. There are: ${WAYS_IN.join(", ")}.`);
  return found;
}

async function print(study: string): Promise<void> {
  const { slug, ways, joined } = await getRecruitment(OPERATOR, study);
  console.log(`Address: /rate/${slug}`);
  console.log(JSON.stringify(ways, null, 2));
  for (const { wayIn, raters, completed } of joined)
    console.log(`${wayIn}: ${raters} raters, ${completed} went all the way`);
}

async function printPay(study: string): Promise<void> {
  const { entries, pay, medianHourlyMicros } = await getPayQueue(OPERATOR, study);
  const rows = entries.map((entry) => [
    entry.pseudonym,
    entry.wayIn,
    entry.state,
    entry.stage,
    entry.minutes.toFixed(1),
    String(entry.votes),
    String(entry.attentionFailures),
    entry.mayReject ? "yes" : "no",
  ]);
  const head = ["rater", "way in", "pay", "session", "minutes", "votes", "checks failed", "may be rejected"];
  console.log(toTable(head, rows));
  if (pay && medianHourlyMicros) {
    console.log(`${(medianHourlyMicros / 1_000_000).toFixed(2)} ${pay.currency} an hour for the middle rater`);
  }
}
