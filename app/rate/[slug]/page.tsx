import type { Metadata } from "next";
import { getSay, getWords, LANGUAGE_NAMES, toDirection } from "@/components/rating/catalog";
import {
  Barrier,
  Closed,
  Consent,
  Instructions,
  Intro,
  Keys,
  SampleText,
  toStateWords,
} from "@/components/rating/intro";
import { RatingSession } from "@/components/rating/rating-session";
import type { Say } from "@/components/rating/say";
import { findWayThere } from "@/lib/crowd/queries/way-there";
import { readStudy, toOne } from "./read-study";

type Query = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { study } = await readStudy((await params).slug, toOne((await searchParams).lang));
  return { title: study.title };
}

export default async function RatePage({ params, searchParams }: Props) {
  const [{ slug }, query] = [await params, await searchParams];
  const { study, joined } = await readStudy(slug, toOne(query.lang));
  const { title, question, criteria, choices, asks, consentVersion, breakEvery, leaseMinutes, language, languages } =
    study;
  const say = getSay(language);
  const strip = study.isSample && <SampleText say={say} />;
  const search = toSearch(query);
  const there = await findWayThere(slug, search);
  // who comes by a platform's address may have a place that this browser knows nothing of
  if (!joined && !there.isPerson && study.status !== "open")
    return <Closed title={title} status={study.status} strip={strip} say={say} />;

  const hasEnd = study.hasSession || there.hasEnd;
  return (
    <div lang={language} dir={toDirection(language)}>
      <RatingSession
        slug={slug}
        joined={joined && !there.isPerson}
        study={{
          ...{ title, question, choices, asks, consentVersion, breakEvery, leaseMinutes },
          weigh: toWeigh(say, language, criteria),
          hasEnd,
        }}
        language={language}
        words={getWords(language, asks !== null)}
        needsProof={there.needsProof}
        strip={strip}
        states={toStateWords(say, hasEnd)}
        intro={
          <Intro
            title={title}
            say={say}
            languages={languages.map((tag) => ({
              ...{ tag, name: LANGUAGE_NAMES[tag], isCurrent: tag === language },
              href: `?${toSearch({ ...query, lang: tag })}`,
            }))}
          />
        }
        instructions={<Instructions html={study.instructionsHtml} say={say} />}
        keys={<Keys choices={choices} say={say} />}
        consent={<Consent html={study.consentHtml} say={say} />}
        about={
          <p>
            <a href={`/rate/${slug}/about?lang=${language}`}>{say("aboutStudy")}</a>
          </p>
        }
        barrier={toBarrier(say, language, there)}
      />
    </div>
  );
}

function toBarrier(say: Say, language: string, { isPreview, problem }: Awaited<ReturnType<typeof findWayThere>>) {
  if (isPreview) return <Barrier title={say("previewTitle")} text={say("previewText")} />;
  // the server speaks English
  const text = language === "en" ? problem : say("problem_forbidden");
  return problem && text ? <Barrier title={say("wrongTitle")} text={text} /> : null;
}

function toSearch(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    const one = toOne(value);
    return one === undefined ? [] : [[name, one]];
  });
  return new URLSearchParams(pairs).toString();
}

function toWeigh(say: Say, language: string, criteria: string[]): string {
  if (criteria.length === 0) return "";
  return say("weigh", { criteria: new Intl.ListFormat(language, { style: "long" }).format(criteria) });
}
