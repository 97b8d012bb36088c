import { cookies, headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { chooseLanguage } from "@/components/rating/catalog";
import { AppError } from "@/lib/http/app-error";
import { findRaterSession } from "@/lib/raters/session";
import { getRatingStudy } from "@/lib/studies/queries/rating-study";

/** The study at a rater's address in the rater's language, and whether this browser is a rater of it. */
export const readStudy = cache(async (slug: string, lang: string | undefined) => {
  try {
    const session = await findRaterSession(slug, await cookies());
    const accepted = (await headers()).get("accept-language");
    const study = await getRatingStudy(slug, (offered) => chooseLanguage(offered, [lang, session?.language], accepted));
    return { study, joined: session !== null };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

export function toOne(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
