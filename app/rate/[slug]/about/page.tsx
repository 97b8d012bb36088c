import type { Metadata } from "next";
import type { ReactNode } from "react";
import { getSay, toDirection } from "@/components/rating/catalog";
import { formatMinutes, toLocale } from "@/components/rating/locale";
import type { Say } from "@/components/rating/say";
import { WithdrawButton } from "@/components/rating/withdraw-button";
import type { RatingStudy } from "@/lib/studies/schema";
import { readStudy, toOne } from "../read-study";

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ lang?: string | string[] }> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { study } = await readStudy((await params).slug, toOne((await searchParams).lang));
  return { title: getSay(study.language)("aboutTitle") };
}

/** Who asks, what for, how long, what it pays, what is stored, and how to withdraw. */
export default async function AboutPage({ params, searchParams }: Props) {
  const { slug } = await params;
  const { study, joined } = await readStudy(slug, toOne((await searchParams).lang));
  const { about, language, title } = study;
  const say = getSay(language);
  const formatDate = (date: Date) =>
    new Intl.DateTimeFormat(toLocale(language), { dateStyle: "long", timeZone: "UTC" }).format(date);
  return (
    <div className="rate" lang={language} dir={toDirection(language)}>
      <main id="main" className="rate-main rate-wrap rate-about">
        <p className="note">{title}</p>
        <h1>{say("aboutTitle")}</h1>
        {about.organisation && (
          <Part title={say("aboutWho")}>
            <p>
              <bdi>{about.organisation}</bdi>
            </p>
            {about.contact && <p>{say("aboutContact", { contact: about.contact })}</p>}
            {about.ethics && <p>{say("aboutEthics", { ethics: about.ethics })}</p>}
          </Part>
        )}
        {about.purpose && (
          <Part title={say("aboutPurpose")}>
            <p>
              <bdi>{about.purpose}</bdi>
            </p>
          </Part>
        )}
        <Part title={say("aboutLong")}>
          <p>
            {about.minutes !== null && say("aboutMinutes", { duration: formatMinutes(language, about.minutes) })}{" "}
            {toPay(say, study)}
          </p>
        </Part>
        <Part title={say("aboutStored")}>
          <ul>
            {(["storedVotes", "storedName", "storedAnswers", "storedSignals", "storedId"] as const).map((key) => (
              <li key={key}>{say(key)}</li>
            ))}
          </ul>
          {about.keptUntil && <p>{say("storedUntil", { date: formatDate(new Date(about.keptUntil)) })}</p>}
        </Part>
        <Part title={say("aboutWithdraw")}>
          <p>{say("withdrawText")}</p>
          {about.publishedAt ? (
            <p>{say("withdrawTooLate", { date: formatDate(about.publishedAt) })}</p>
          ) : (
            <>
              <p>{say("withdrawUntil")}</p>
              {!joined && <p className="note">{say("withdrawNoSession")}</p>}
              <WithdrawButton
                slug={slug}
                texts={{
                  button: say("withdrawButton"),
                  confirm: say("withdrawConfirm"),
                  yes: say("withdrawYes"),
                  cancel: say("cancel"),
                  done: say("withdrawnText"),
                  stranger: say("withdrawNoSession"),
                  late: say("withdrawUntil"),
                  failed: say("unreachable"),
                }}
              />
            </>
          )}
        </Part>
        <p>
          <a href={`/rate/${slug}?lang=${language}`}>{say("backToStudy")}</a>
        </p>
      </main>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rate-part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function toPay(say: Say, { about, language }: RatingStudy): string {
  if (!about.pay) return say("aboutUnpaid");
  const { amountMicros, currency } = about.pay;
  // a sign before a number would stand on its wrong side from right to left
  const currencyDisplay = toDirection(language) === "rtl" ? "code" : "symbol";
  const amount = new Intl.NumberFormat(toLocale(language), { style: "currency", currency, currencyDisplay }).format(
    amountMicros / 1_000_000,
  );
  return say("aboutPay", { amount });
}
