import "server-only";
import type { Study } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { amendProtocol } from "@/lib/studies/amend-protocol";
import { toRaterAsks } from "@/lib/studies/asks-schema";
import { type Protocol, protocolSchema, type RatingStudy } from "@/lib/studies/schema";
import { type Language, pickText } from "@/lib/studies/session-schema";
import { isSlug } from "@/lib/studies/slug";
import { toAmendment } from "@/lib/studies/to-amendment";
import { renderMarkdown } from "@/lib/text/render-markdown";

/**
 * What a rater's page needs, for anyone who has the address, and nothing by which to tell what is compared: no name of
 * the study, of a set or of a model.
 *
 * @param chooseLanguage from those that the study has; the first is its own.
 * @throws {AppError} not_found: no study has this address, or it has not been opened to raters.
 */
export async function getRatingStudy(
  slug: string,
  chooseLanguage: (offered: Language[]) => Language = ([own]) => own ?? "en",
): Promise<RatingStudy> {
  const study = isSlug(slug) ? await findStudy(slug) : null;
  const isRated = study?.origin === "native" && study.kind === "fixed" && !study.isDryRun;
  if (!isRated || study.status === "draft" || study.status === "opening") {
    throw new AppError("not_found", "There is no study at this address. Check the link that you were given.");
  }
  const protocol = amendProtocol(protocolSchema.parse(study.protocol), study.amendments.map(toAmendment));
  const { choices, asks, breakEvery, leaseMinutes, consent, session } = protocol;
  const languages = session?.languages ?? ["en"];
  const language = chooseLanguage(languages);
  const texts = toTexts(protocol, language);
  return {
    title: texts.raterTitle,
    isSample: study.isSample,
    // one that is to be deleted takes nobody in, whatever it was before
    status: study.deleteAfter ? "closed" : study.status,
    question: texts.question,
    criteria: texts.criteria,
    choices,
    asks: asks ? toRaterAsks(asks, language) : null,
    instructionsHtml: renderMarkdown(texts.instructions),
    consentHtml: renderMarkdown(texts.consent),
    consentVersion: consent.version,
    breakEvery,
    leaseMinutes,
    languages,
    language,
    hasSession: session !== undefined,
    about: toAbout(study, protocol, language),
  };
}

async function findStudy(slug: string) {
  return getPrisma().study.findUnique({ where: { slug }, include: { amendments: { orderBy: { number: "asc" } } } });
}

function toTexts({ raterTitle, question, criteria, instructions, consent, session }: Protocol, language: Language) {
  const own = { raterTitle, question, criteria, instructions, consent: consent.text };
  return session?.translations[language] ?? own;
}

function toAbout(study: Study, { session }: Protocol, language: Language): RatingStudy["about"] {
  const { about, pay } = session ?? {};
  return {
    organisation: about?.organisation ?? null,
    contact: about?.contact ?? null,
    ethics: about?.ethics || null,
    purpose: about ? pickText(about.purpose, language) : null,
    keptUntil: about?.keptUntil ?? null,
    minutes: pay?.minutes ?? null,
    pay: pay ? { amountMicros: pay.amountMicros, currency: pay.currency } : null,
    publishedAt: study.publishedAt,
  };
}
