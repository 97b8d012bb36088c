/**
 * The Koala test set against 500,000 made-up training examples, with near-copies of every second prompt among them: all of
 * these are found, no other prompt is, in under two minutes and under 1 GB. Give another count as the only argument.
 *
 *   npm run bench -- contamination
 *
 * The test set is read from EUCALYPT_SHARED_DATA, else ../shared/data.
 */
import { drawCorpus, type Planted } from "@/bench/support/synthetic-corpus";
import { readKoalaTestSet } from "@/lib/formats/koala-test-set";
import { lacksSharedData, sharedFile } from "@/lib/formats/testing/shared-data";
import { cleanText } from "@/lib/prompts/curate/clean-text";
import { ContaminationCheck } from "@/lib/prompts/curate/contamination/contamination-check";

const SEED = 2023;
const MOST_SECONDS = 120;
const MOST_MEGABYTES = 1_000;

if (!lacksSharedData()) await run(Number(process.argv[2] ?? 500_000));

async function run(examples: number): Promise<void> {
  const prompts: string[] = [];
  for await (const { turns } of readKoalaTestSet(sharedFile("koala_test_set/koala_test_set.jsonl"))) {
    prompts.push(turns.map(({ text }) => cleanText(text)).join("\n"));
  }
  const begun = performance.now();
  const check = new ContaminationCheck(prompts, { bleu: 20, containment: 0 });
  const planted = new Map<number, Planted>();
  let drawMs = 0;
  const corpus = drawCorpus({ prompts, examples, seed: SEED }, (plant) => planted.set(plant.prompt, plant));
  for (;;) {
    const drawn = performance.now();
    const next = corpus.next();
    drawMs += performance.now() - drawn;
    if (next.done) break;
    check.check(next.value);
  }
  const seconds = (performance.now() - begun) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1000;
  const isRight = tellFound(check, planted);
  console.log(
    `${prompts.length} prompts, ${check.examples.toLocaleString("en-US")} examples, seed ${SEED}: ${seconds.toFixed(1)} s ` +
      `(${(drawMs / 1000).toFixed(1)} s of it making the examples), peak RSS ${megabytes.toFixed(0)} MB`,
  );
  console.log(
    `of the limits: ${(seconds / MOST_SECONDS).toFixed(2)} of ${MOST_SECONDS} s, ${(megabytes / MOST_MEGABYTES).toFixed(2)} of ${MOST_MEGABYTES} MB`,
  );
  if (!isRight || seconds > MOST_SECONDS || megabytes > MOST_MEGABYTES) process.exitCode = 1;
}

/** @returns every near-copy was found where it stands, and nothing else was. */
function tellFound(check: ContaminationCheck, planted: Map<number, Planted>): boolean {
  const found = { byKind: new Map<string, [found: number, of: number]>(), wrong: 0 };
  for (const [prompt, { bleu, containment }] of check.results().entries()) {
    const plant = planted.get(prompt);
    const isFound = bleu?.line === plant?.line || containment?.line === plant?.line;
    if (plant) {
      const [hits, of] = found.byKind.get(plant.kind) ?? [0, 0];
      found.byKind.set(plant.kind, [hits + (isFound ? 1 : 0), of + 1]);
    }
    const isElsewhere = [bleu, containment].some((worst) => worst && worst.line !== plant?.line);
    if (isElsewhere) {
      found.wrong++;
      console.log(`prompt ${prompt + 1} was found in an example that is no copy of it:`, bleu, containment);
    }
  }
  for (const [kind, [hits, of]] of found.byKind) console.log(`near-copies, ${kind}: ${hits} of ${of} found`);
  console.log(`originals and other examples taken for copies: ${found.wrong}`);
  return found.wrong === 0 && [...found.byKind.values()].every(([hits, of]) => hits === of);
}
