import type { ExampleText } from "@/lib/prompts/curate/contamination/contamination-check";
import { createRandom, type Random } from "@/lib/stats/random";

/** Words that any two English texts share, in about the order of how often they do. */
const COMMON =
  `the of and to a in is that it for was on are as with be by at this from or an have you not which can I one
all we they his has were there been if more when will would who so no out up about into than them only some could time
these two may then do first any my now such like our over how your what make write list give explain describe use people
way work new good year day help please best need want example between different using create following how to`
    .split(/\s+/)
    .filter((word) => word !== "");
const SYLLABLES = "ba co de fi ga hu ka le mi no pa qui ra so ta vu wi xe yo za tion ment able ing er est".split(" ");
const INVENTED = 40_000;

export type Planted = { prompt: number; kind: (typeof KINDS)[number]; line: number };

const KINDS = ["word for word", "one word in eight changed", "inside a long example"] as const;
/** Shorter prompts cannot be told by n-grams, and a change of one word leaves too little of them. */
const LEAST_WORDS = 9;

/**
 * A training corpus of made-up English: common words by Zipf's law, invented ones between; 8 to 400 words an example. Near-copies
 * of every second prompt stand in it, spread over its lines, of three kinds in turn.
 *
 * @param onPlanted told of each near-copy, before its line is given.
 */
export function* drawCorpus(
  { prompts, examples, seed }: { prompts: string[]; examples: number; seed: number },
  onPlanted: (planted: Planted) => void,
): Generator<ExampleText> {
  const random = createRandom(seed);
  const invented = Array.from({ length: INVENTED }, () => inventWord(random));
  const chosen = prompts.flatMap((_, prompt) => (prompt % 2 === 0 ? [prompt] : []));
  const stride = Math.floor(examples / (chosen.length + 1));
  for (let line = 1; line <= examples; line++) {
    const prompt = line % stride === 0 ? chosen[line / stride - 1] : undefined;
    const text = drawText(random, invented);
    if (prompt === undefined) yield { corpus: "synthetic", line, text };
    else {
      const planted = plant(prompts[prompt] as string, prompt, text, random, invented);
      onPlanted({ prompt, kind: planted.kind, line });
      yield { corpus: "synthetic", line, text: planted.text };
    }
  }
}

function plant(prompt: string, index: number, around: string, random: Random, invented: string[]) {
  const words = prompt.split(" ");
  const kind = words.length < LEAST_WORDS ? "word for word" : (KINDS[(index / 2) % KINDS.length] as Planted["kind"]);
  if (kind === "word for word") return { kind, text: prompt };
  if (kind === "inside a long example") {
    const more = Array.from({ length: 4 }, () => drawText(random, invented)).join(" ");
    return { kind, text: `${around} ${more} ${prompt}\n${drawText(random, invented)}` };
  }
  const changed = words.map((word, at) => (at % 8 === 7 ? pickFrom(invented, random) : word));
  return { kind, text: changed.join(" ") };
}

function drawText(random: Random, invented: string[]): string {
  const words = Math.round(Math.min(400, Math.max(8, Math.exp(4.2 + 0.8 * random.normal()))));
  let text = "";
  for (let at = 0; at < words; at++) {
    const isCommon = random.uniform() < 0.6;
    // the k-th word about 1 / k times as often as the first
    const word = isCommon
      ? (COMMON[Math.floor(COMMON.length ** random.uniform()) - 1] as string)
      : pickFrom(invented, random);
    const mark = random.uniform();
    text += (at === 0 ? "" : " ") + word + (mark < 0.06 ? "." : mark < 0.12 ? "," : mark < 0.13 ? " 3.5" : "");
  }
  return text;
}

function inventWord(random: Random): string {
  return Array.from({ length: 2 + Math.floor(random.uniform() * 3) }, () => pickFrom(SYLLABLES, random)).join("");
}

function pickFrom(words: string[], random: Random): string {
  return words[Math.floor(random.uniform() * words.length)] as string;
}
