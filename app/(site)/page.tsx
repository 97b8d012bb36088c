import { PublishedFigure } from "@/components/results/published-figure";
import { FrontFigure } from "@/components/site/front-figure";
import { PublicationList } from "@/components/site/publication-list";
import { SkipLink, TopBar, TopLink } from "@/components/site/top-bar";
import { ButtonLink } from "@/components/ui/button";
import { findAccount } from "@/lib/auth/session";
import { findOpenDemo } from "@/lib/demo/queries";
import { type FrontFigure as Figure, findFrontFigure, listPublications } from "@/lib/exports/releases/front-page";
import { findOpenSample } from "@/lib/studies/queries/sample-study";

const STEPS = [
  [
    "Import the prompts",
    "The test sets of the field by one command, your own CSV, or raw queries curated. A set is numbered, hashed and never changes.",
  ],
  [
    "Collect the responses",
    "Let your models be asked, or bring what they said. Every response knows its model, and the request or file it came from.",
  ],
  [
    "Freeze the protocol",
    "Prompts, pairs, votes and choices get one hash before the first vote, and cannot change after it.",
  ],
  ["Invite the raters", "Send one link. They read what it is about, agree, and rate in the browser, on a phone too."],
  [
    "Rate blind",
    "Nothing that reaches a rater’s browser tells which model wrote what. Sides are random, balanced and recorded.",
  ],
  [
    "Take it with you",
    "One zip with the figure, every vote, the methods and a script that recomputes it all; and a release that never changes, to cite.",
  ],
] as const;

const ANSWERS = [
  [
    "Could the raters tell?",
    "A test records every byte that a rater’s browser receives and looks for the models in it. A response that names its own model is held back before anyone sees it.",
  ],
  [
    "Is every vote counted once?",
    "The database holds the rule, not the browser: a vote sent twice is one vote, and two raters at the same moment never overshoot what the protocol asks for.",
  ],
  [
    "Was the plan changed along the way?",
    "A frozen protocol refuses changes. What may be added stands beside it as an amendment, with its day, its reason and a hash, and every export carries them.",
  ],
] as const;

const COMMANDS = `export EUCALYPT_MODEL_HOSTS=127.0.0.1:5009,127.0.0.1:8000
npm start
# in a second terminal, which needs the first line too
npm run eucalypt -- prompts fetch koala-test-set
npm run eucalypt -- models add koala-13b --preset koala-13b \\
    --base-url http://127.0.0.1:5009
npm run eucalypt -- models add alpaca-13b --preset alpaca-13b \\
    --base-url http://127.0.0.1:8000/v1
npm run eucalypt -- run create --models koala-13b,alpaca-13b \\
    --set "Koala test set" --wait
npm run eucalypt -- study create koala-again \\
    --template koala-2023 --set "Koala test set" \\
    --models koala-13b,alpaca-13b --reference koala-13b
npm run eucalypt -- study open koala-again`;

export default async function LandingPage() {
  const [account, sample, demo, figure, publications] = await Promise.all([
    ...([findAccount(), findOpenSample(), findOpenDemo()] as const),
    ...([findFrontFigure(), listPublications()] as const),
  ]);
  return (
    <>
      <SkipLink />
      <TopBar
        label="Site"
        links={
          <>
            <TopLink href="#how">How it works</TopLink>
            <TopLink href="#run">Run it yourself</TopLink>
            {publications.length > 0 && <TopLink href="#published">Results</TopLink>}
            <TopLink href="/docs/api">API</TopLink>
            {demo && <TopLink href="/demo">Demo</TopLink>}
          </>
        }
        end={account ? <TopLink href="/studio">Studio</TopLink> : <TopLink href="/sign-in">Sign in</TopLink>}
      />
      <main className="wrap" id="main">
        <Hero sampleSlug={sample?.slug ?? null} figure={figure} />
        {publications.length > 0 && (
          <section id="published" className="pt-14" aria-labelledby="published-head">
            <h2 id="published-head" className="mb-4">
              Published here
            </h2>
            <PublicationList entries={publications} />
          </section>
        )}
        <section id="how" className="pt-14" aria-labelledby="how-head">
          <h2 id="how-head">From prompts to paper</h2>
          <ol className="mt-4 grid gap-x-14 gap-y-8 pair:grid-cols-3 max-pair:gap-y-6">
            {STEPS.map(([head, text]) => (
              <li key={head} className="border-t border-edge pt-3.5">
                <h3 className="mb-1.5">{head}</h3>
                <p className="text-muted">{text}</p>
              </li>
            ))}
          </ol>
        </section>
        <div className="grid grid-cols-1 gap-x-16 gap-y-8 pt-14 pair:grid-cols-2">
          <Answers />
          <section id="run" aria-labelledby="run-head">
            <h2 id="run-head" className="mb-4">
              Run the Koala study yourself
            </h2>
            <Commands />
          </section>
        </div>
      </main>
      <footer className="mt-16 border-t border-rule pt-6 pb-12">
        <p className="wrap note">Eucalypt: blind human evaluation of language models</p>
      </footer>
    </>
  );
}

function Hero({ sampleSlug, figure }: { sampleSlug: string | null; figure: Figure | null }) {
  return (
    <section className="grid grid-cols-1 items-start gap-x-18 gap-y-10 pt-8 pb-6 pair:grid-cols-[minmax(0,27rem)_minmax(0,1fr)] pair:pt-14">
      <div>
        <h1 className="text-[2.125rem] leading-[1.1] tracking-[-0.022em] pair:text-display">
          Two responses, no names. People say which is better.
        </h1>
        <p className="mt-6 mb-8 text-read text-pretty">
          Eucalypt runs blind comparisons of language models with crowd raters. You get the figure for your paper, every
          vote as a CSV, and a protocol that cannot change once the first vote is in.
        </p>
        <div className="flex flex-wrap gap-3">
          {sampleSlug && (
            <ButtonLink look="primary" href={`/rate/${sampleSlug}`} className="max-pair:flex-auto">
              Rate a sample pair
            </ButtonLink>
          )}
          <ButtonLink
            look={sampleSlug ? "default" : "primary"}
            href="/studio/studies/new"
            className="max-pair:flex-auto"
          >
            Set up a study
          </ButtonLink>
        </div>
        {sampleSlug && <p className="note mt-4">No account is needed to try it.</p>}
      </div>
      {figure ? <Matrix figure={figure} /> : <PublishedFigure />}
    </section>
  );
}

/** What was found here; where nothing is published yet, the figure that this tool was made to repeat. */
function Matrix({ figure: { publication, pairs, options, votes } }: { figure: Figure }) {
  const { kind, title, study, address, isImported, publishedAt } = publication;
  return (
    <FrontFigure
      {...{ title, study, address, isImported, publishedAt, pairs, options, votes }}
      isRelease={kind === "release"}
    />
  );
}

function Answers() {
  return (
    <section aria-labelledby="answers-head">
      <h2 id="answers-head" className="mb-4">
        What reviewers ask
      </h2>
      <dl className="grid gap-5">
        {ANSWERS.map(([question, answer]) => (
          <div key={question}>
            <dt className="font-semibold">{question}</dt>
            <dd className="max-w-[58ch] text-pretty text-muted">{answer}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Commands() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls a focused region with the arrow keys
    <pre tabIndex={0} className="overflow-x-auto rounded-md bg-sunk px-5 py-4 text-[0.875rem] leading-[1.75]">
      <span className="text-muted"># Node 20.19 or later is all it needs{"\n"}</span>
      {COMMANDS}
    </pre>
  );
}
