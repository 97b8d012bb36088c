import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Closed, Consent, Instructions, Intro, Keys, SampleText, STATE_WORDS } from "@/components/rating/intro";
import { RatingSession } from "@/components/rating/rating-session";
import { AppError } from "@/lib/http/app-error";
import { hasRaterSession } from "@/lib/raters/session";
import { getRatingStudy } from "@/lib/studies/queries/rating-study";

type Props = { params: Promise<{ slug: string }> };

const findStudy = cache(async (slug: string) => {
  try {
    return await getRatingStudy(slug);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await findStudy((await params).slug)).title };
}

export default async function RatePage({ params }: Props) {
  const { slug } = await params;
  const study = await findStudy(slug);
  const joined = await hasRaterSession(slug, await cookies());
  const strip = study.isSample && <SampleText />;
  if (!joined && study.status !== "open") return <Closed title={study.title} status={study.status} strip={strip} />;

  const { title, question, criteria, choices, consentVersion, breakEvery, leaseMinutes } = study;
  return (
    <RatingSession
      slug={slug}
      joined={joined}
      study={{ title, question, criteria, choices, consentVersion, breakEvery, leaseMinutes }}
      strip={strip}
      words={STATE_WORDS}
      intro={<Intro title={title} />}
      instructions={<Instructions html={study.instructionsHtml} />}
      keys={<Keys choices={choices} />}
      consent={<Consent html={study.consentHtml} />}
    />
  );
}
