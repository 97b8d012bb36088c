import type { Metadata } from "next";
import Link from "next/link";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";
import { getSay, getWords, toDirection } from "@/components/rating/catalog";
import { Consent, Instructions } from "@/components/rating/intro";
import { RaterPreview } from "@/components/studio/session/rater-preview";
import { toStudyPath } from "@/lib/http/study-path";
import { amendProtocol } from "@/lib/studies/amend-protocol";
import { LANGUAGE_WORDS } from "@/lib/studies/describe-session";
import { previewSteps } from "@/lib/studies/queries/preview-steps";
import { type Language, NO_SESSION } from "@/lib/studies/session-schema";

export const metadata: Metadata = { title: "Preview" };

type Props = StudyParams & { searchParams: Promise<{ lang?: string | string[] }> };

/** Each step as a rater sees it, with the rater's own components. Nothing that is pressed is sent anywhere. */
export default async function PreviewPage({ params, searchParams }: Props) {
  const { study } = await loadStudy(params);
  const { languages } = study.protocol.session ?? NO_SESSION;
  const { lang } = await searchParams;
  const language: Language = languages.find((one) => one === lang) ?? languages[0] ?? "en";
  const say = getSay(language);
  const { title, instructionsHtml, consentHtml, steps } = previewSteps(
    amendProtocol(study.protocol, study.amendments),
    language,
  );
  return (
    <section className="grid grid-cols-1 gap-6 pt-10" aria-labelledby="preview-head">
      <div className="grid gap-2">
        <h2 id="preview-head">Preview as the rater</h2>
        <p>
          The steps beside the pairs, as they were saved. Nothing that you press is sent.{" "}
          <Link href={toStudyPath(study.name, "session")}>Back to the session</Link>
        </p>
        {languages.length > 1 && (
          <nav aria-label="Language" className="flex gap-4">
            {languages.map((one) => (
              <Link key={one} href={`?lang=${one}`} aria-current={one === language || undefined}>
                {LANGUAGE_WORDS[one]}
              </Link>
            ))}
          </nav>
        )}
      </div>
      <RaterPreview
        language={language}
        direction={toDirection(language)}
        words={getWords(language, study.protocol.asks !== undefined)}
        steps={steps}
        intro={
          <>
            <h3>{title}</h3>
            <Instructions html={instructionsHtml} say={say} />
            <Consent html={consentHtml} say={say} />
          </>
        }
      />
    </section>
  );
}
