import type { Metadata } from "next";
import Link from "next/link";
import { ResponseList } from "@/app/studio/prompts/[set]/[prompt]/response-list";
import { PageHead } from "@/components/studio/page-head";
import { PromptTurns } from "@/components/studio/prompt-turns";
import { formatCounted } from "@/components/ui/format";
import { SampleStrip } from "@/components/ui/sample-strip";
import { requireAccount } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { fromPathPart } from "@/lib/http/study-path";
import { getPrompt } from "@/lib/prompts/queries";
import { listResponses } from "@/lib/responses/queries";

type Props = {
  params: Promise<{ set: string; prompt: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: fromPathPart((await params).prompt) };
}

/** One prompt, and what each model said to it. */
export default async function PromptPage({ params, searchParams }: Props) {
  const account = await requireAccount();
  const [{ set: setPart, prompt: promptPart }, query] = await Promise.all([params, searchParams]);
  const version =
    typeof query.version === "string" && /^\d{1,9}$/.test(query.version) ? Number(query.version) : undefined;
  const wanted = { name: fromPathPart(setPart), version, externalId: fromPathPart(promptPart) };
  const { set, prompt } = await orNotFound(getPrompt(account, wanted));
  const responses = await listResponses(account, prompt.id);
  return (
    <>
      {set.isSample && <SampleStrip>We wrote this prompt and its recorded responses to show the product.</SampleStrip>}
      <main className="wrap pb-16" id="main">
        <PageHead
          title={<span className="break-all">{prompt.externalId}</span>}
          meta={
            <>
              <Link href={`/studio/prompts/${encodeURIComponent(set.name)}?version=${set.version}`} prefetch={false}>
                {set.name}, version {set.version}
              </Link>
              <span>
                prompt {prompt.position} of {set.promptCount}
              </span>
              <span>{formatCounted(responses.length, "response")}</span>
            </>
          }
        />
        <section aria-labelledby="prompt-head" className="grid gap-3">
          <h2 id="prompt-head">Prompt</h2>
          <PromptTurns turns={prompt.turns} />
        </section>
        <section aria-labelledby="responses-head" className="pt-10">
          <h2 id="responses-head" className="mb-4">
            Responses
          </h2>
          <ResponseList responses={responses} />
        </section>
      </main>
    </>
  );
}
