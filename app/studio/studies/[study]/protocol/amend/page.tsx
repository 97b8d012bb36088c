import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";
import { TextForm } from "@/app/studio/studies/[study]/protocol/amend/text-form";
import { WithdrawResponse } from "@/app/studio/studies/[study]/protocol/amend/withdraw-response";
import { toStudyPath } from "@/lib/http/study-path";
import { amendProtocol, listTextLanguages, readText } from "@/lib/studies/amend-protocol";
import { AMENDABLE_TEXTS, type AmendableText, TEXT_WORDS } from "@/lib/studies/amendment-schema";
import { LANGUAGE_WORDS } from "@/lib/studies/describe-session";
import { mayDo } from "@/lib/studies/policy";
import type { StudyDetail } from "@/lib/studies/queries/studies";
import type { Protocol } from "@/lib/studies/schema";
import type { Language } from "@/lib/studies/session-schema";

export const metadata: Metadata = { title: "Amend the protocol" };

type Query = Record<string, string | string[] | undefined>;
type Props = StudyParams & { searchParams: Promise<Query> };

/** `?text=` and `?language=` change a text; `?response=`, or `?model=`, `?prompt=` and `?set=`, withdraw a response. */
export default async function AmendPage({ params, searchParams }: Props) {
  const { account, study } = await loadStudy(params);
  const isFrozen = study.protocolHash !== null && study.kind === "fixed" && study.origin === "native";
  if (!isFrozen || !mayDo(study.role, "edit")) notFound();
  const query = await searchParams;
  const now = amendProtocol(study.protocol, study.amendments);
  const text = findText(now, query);
  return (
    <section className="grid grid-cols-1 gap-8 pt-10" aria-labelledby="amend-head">
      <div className="grid max-w-[44rem] gap-3">
        <p>
          <Link href={toStudyPath(study.name, "protocol")}>Protocol</Link>
        </p>
        <h2 id="amend-head">{text ? `Change the ${TEXT_WORDS[text.field]}` : "Amend the protocol"}</h2>
        <p>
          The frozen protocol stays as it is. An amendment stands beside it with its date and reason, is chained to its
          hash, cannot be taken back, and is in every export.
        </p>
      </div>
      {text ? (
        <TextForm study={study.name} {...text} />
      ) : (
        <>
          <Texts study={study} now={now} />
          <WithdrawResponse account={account} study={study} query={query} />
        </>
      )}
    </section>
  );
}

function findText(now: Protocol, { text, language }: Query) {
  const field = AMENDABLE_TEXTS.find((one) => one === text);
  if (!field) return null;
  const languages = listTextLanguages(now, field);
  const wanted = languages.find((one) => one === language);
  const own = languages[0] ?? "en";
  const present = readText(now, field, wanted === own ? undefined : wanted);
  if (present === null) return null;
  return { field, language: wanted !== own ? wanted : undefined, lang: wanted ?? own, present };
}

function Texts({ study, now }: { study: StudyDetail; now: Protocol }) {
  if (study.status === "closed") {
    return (
      <p className="note">The study is closed: its texts stay as they were read. A response can still be withdrawn.</p>
    );
  }
  const address = `${toStudyPath(study.name, "protocol")}/amend`;
  const texts = AMENDABLE_TEXTS.flatMap((field) =>
    listTextLanguages(now, field).map((language) => ({ field, language })),
  );
  return (
    <section aria-labelledby="texts-head" className="grid gap-3">
      <h3 id="texts-head">Change a text that raters read</h3>
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {texts
          .filter(({ field, language }) => hasText(now, field, language))
          .map(({ field, language }) => (
            <li key={`${field} ${language}`}>
              <Link
                href={`${address}?text=${field}&language=${language}`}
                prefetch={false}
                className="inline-flex min-h-target items-center"
              >
                {capital(TEXT_WORDS[field])}
                {listTextLanguages(now, field).length > 1 && ` (${LANGUAGE_WORDS[language]})`}
              </Link>
            </li>
          ))}
      </ul>
    </section>
  );
}

function hasText(now: Protocol, field: AmendableText, language: Language): boolean {
  const own = listTextLanguages(now, field)[0];
  return readText(now, field, language === own ? undefined : language) !== null;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
