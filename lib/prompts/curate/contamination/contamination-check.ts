import { BleuIndex } from "./bleu-index";
import { ContainmentIndex } from "./containment-index";
import { Vocabulary } from "./vocabulary";

/** A text of a training corpus, and where it stands. */
export type ExampleText = { corpus: string /** From 1. */; line: number; text: string };

export type ContaminationThresholds = {
  /** 0 to 100: a prompt whose BLEU against any example is above it is contaminated. BAIR's is 20. */
  bleu: number;
  /** 0 to 1: the same of the share of its 13-word n-grams in one example. 0: a single one is enough. */
  containment: number;
};

type Place = Pick<ExampleText, "corpus" | "line">;

/** The worst that was found of one prompt; null: nothing above the threshold. */
export type Contamination = {
  bleu: (Place & { score: number }) | null;
  containment: (Place & { share: number }) | null;
};

/** Holds prompts against the texts of training corpora, one text after another. */
export class ContaminationCheck {
  private readonly vocabulary = new Vocabulary();
  private readonly bleu: BleuIndex;
  private readonly containment: ContainmentIndex;
  private readonly worst: Contamination[];
  /** How many texts were looked at. */
  examples = 0;

  /** @throws {RangeError} a threshold out of its range. */
  constructor(
    prompts: string[],
    private readonly thresholds: ContaminationThresholds,
  ) {
    if (!(thresholds.bleu >= 0 && thresholds.bleu <= 100)) throw new RangeError("BLEU's threshold is from 0 to 100.");
    if (!(thresholds.containment >= 0 && thresholds.containment <= 1)) {
      throw new RangeError("The threshold of containment is from 0 to 1.");
    }
    const numbered = prompts.map((prompt) => this.vocabulary.learn(prompt));
    this.bleu = new BleuIndex(
      numbered.map(({ tokens }) => tokens),
      thresholds.bleu,
    );
    this.containment = new ContainmentIndex(numbered.map(({ words }) => words));
    this.worst = prompts.map(() => ({ bleu: null, containment: null }));
  }

  check({ corpus, line, text }: ExampleText): void {
    this.examples++;
    const { tokens, words } = this.vocabulary.read(text);
    this.bleu.compare(tokens, (prompt, score) => {
      const worst = this.worst[prompt] as Contamination;
      if (score > (worst.bleu?.score ?? 0)) worst.bleu = { corpus, line, score };
    });
    this.containment.compare(words, (prompt, share) => {
      const worst = this.worst[prompt] as Contamination;
      if (share > Math.max(this.thresholds.containment, worst.containment?.share ?? 0)) {
        worst.containment = { corpus, line, share };
      }
    });
  }

  /** One a prompt, in their order. */
  results(): readonly Contamination[] {
    return this.worst;
  }
}
