import type { StudyTemplate } from "@/lib/studies/templates/study-template";

/** The study that introduced Koala: a reference against each other model, three choices, quality and correctness. */
export const koala2023: StudyTemplate = {
  schema: "eucalypt-protocol/1",
  template: "koala-2023",
  votesPerComparison: 5,
  choices: ["first", "second", "tie"],
  question: "Which response is better?",
  criteria: ["response quality", "correctness"],
  raterTitle: "Comparing two responses",
  instructions: `You will see a request that somebody typed, and two responses to it. Read both, then say which one is better, or that they are equally good.

Judge two things:

- **Response quality.** Does it do what was asked, in a form that the person who asked could use? Is it clear, and as long as it needs to be?
- **Correctness.** Is what it says true? Do its steps, figures and code hold?

A longer response is not better for being long, nor a confident one for its confidence. Which one stands first says nothing: the order is drawn at random.

If you could not say which response you would rather have been given, choose *equally good*. If the subject or the language is not yours, say that you cannot judge; this is no fault and is better than a guess.`,
  consent: {
    version: "1",
    text: `You are asked to compare responses that were written by computer programs. Some may be wrong, and a few may be unpleasant; you can skip any pair.

- Taking part is your choice, and you can stop at any moment by closing the page. What you have judged until then is kept.
- We record your judgements and how long each took. They are stored under a random name that does not lead back to you.
- The judgements, under such random names, may be analysed and published.`,
  },
  oncePerPrompt: true,
  pairsPerRater: null,
  leaseMinutes: 30,
  breakEvery: 20,
  showEmptyResponses: false,
  showSelfNamingResponses: false,
  showCutShortResponses: false,
  showRepeatedResponses: false,
  showPromptCutResponses: false,
};
