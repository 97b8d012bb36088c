import "server-only";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { protocolSchema, type RatingStudy } from "@/lib/studies/schema";
import { renderMarkdown } from "@/lib/text/render-markdown";

/**
 * What a rater's page needs, for anyone who has the address, and nothing by which to tell what is compared: no name of
 * the study, of a set or of a model.
 *
 * @throws {AppError} not_found: no study has this address, or it has not been opened to raters.
 */
export async function getRatingStudy(slug: string): Promise<RatingStudy> {
  const study = await getPrisma().study.findUnique({ where: { slug } });
  const isRated = study?.origin === "native" && study.kind === "fixed";
  if (!isRated || study.status === "draft" || study.status === "opening") {
    throw new AppError("not_found", "There is no study at this address. Check the link that you were given.");
  }
  const protocol = protocolSchema.parse(study.protocol);
  const { question, criteria, choices, breakEvery, leaseMinutes, consent, raterTitle, instructions } = protocol;
  return {
    title: raterTitle,
    isSample: study.isSample,
    status: study.status,
    question,
    criteria,
    choices,
    instructionsHtml: renderMarkdown(instructions),
    consentHtml: renderMarkdown(consent.text),
    consentVersion: consent.version,
    breakEvery,
    leaseMinutes,
  };
}
