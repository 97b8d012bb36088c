import { AGREEMENT_SUM_COUNT, AGREEMENT_SUMS, type AgreementSums, FIRST_OF_VOTES } from "@/lib/stats/agreement-sums";
import { findPluralityHits, type PluralityHits } from "@/lib/stats/plurality-hits";
import { countOutcomes, FIRST_WINS, OUTCOMES, SECOND_WINS, TIED, type Units } from "@/lib/stats/units";

/**
 * The sums of agreement, taken apart by what votes share. What a pair of votes counts is fixed by how many votes its
 * unit has, so that the sums are of second degree in weights of raters: a vote weighs as its rater, and a pair as its two
 * raters' weights multiplied.
 */
export type AgreementTerms = {
  /** AGREEMENT_SUM_COUNT numbers a prompt. */
  prompts: Float64Array;
  /** As many a rater, and a meeting of a rater with a prompt: the derivatives of the sums with respect to its weight. */
  raterSlopes: Float64Array;
  meetingSlopes: Float64Array;
  /** As many a rater: what votes count one by one. */
  ofRater: Float64Array;
  /** Where votes count in pairs. */
  units: Units;
  plurality: PluralityHits;
  /** Votes, by unit. */
  counts: Int32Array;
  /** Votes on units with two votes or more. */
  promptVotes: Float64Array;
  raterVotes: Float64Array;
};

/** Cost: that of `findPluralityHits`. */
export function toAgreementTerms(units: Units): AgreementTerms {
  const outcomes = countOutcomes(units);
  const plurality = findPluralityHits(units);
  const rows: Rows = {
    prompts: toRows(units.prompts),
    raterSlopes: toRows(units.raters),
    ofRater: toRows(units.raters),
    meetingSlopes: new Map(),
  };
  const counts = new Int32Array(units.units);
  const promptVotes = new Float64Array(units.prompts);
  const raterVotes = new Float64Array(units.raters);
  for (let unit = 0; unit < units.units; unit++) {
    const said = outcomes.subarray(OUTCOMES * unit, OUTCOMES * (unit + 1));
    const count = said.reduce((sum, votes) => sum + votes, 0);
    counts[unit] = count;
    addVotes(rows, units, unit, count);
    if (count < 2) continue;
    addPairs(rows, units, unit, said, count);
    addPeers(rows, units, unit, plurality);
    promptVotes[units.prompt[unit] as number] = (promptVotes[units.prompt[unit] as number] as number) + count;
    for (let entry = units.firstEntry[unit] as number; entry < (units.firstEntry[unit + 1] as number); entry++) {
      const rater = units.rater[entry] as number;
      raterVotes[rater] = (raterVotes[rater] as number) + (units.votes[entry] as number);
    }
  }
  return {
    prompts: join(rows.prompts),
    raterSlopes: join(rows.raterSlopes),
    meetingSlopes: join([...rows.meetingSlopes.values()]),
    ofRater: join(rows.ofRater),
    ...{ units, plurality, counts, promptVotes, raterVotes },
  };
}

/** The sums as they are. */
export function sumAgreement({ prompts }: AgreementTerms): AgreementSums {
  const sums = new Float64Array(AGREEMENT_SUM_COUNT);
  for (let place = 0; place < prompts.length; place++) {
    const sum = place % AGREEMENT_SUM_COUNT;
    sums[sum] = (sums[sum] as number) + (prompts[place] as number);
  }
  return sums;
}

/** Fills `sums` with what they are where raters weigh as given. Cost: O(raters + votes). */
export function sumWeighted(terms: AgreementTerms, weights: Float64Array, sums: AgreementSums): void {
  const [width, firstOfVotes] = [AGREEMENT_SUM_COUNT, FIRST_OF_VOTES];
  sumPairs(terms, weights, sums);
  for (let rater = 0; rater < weights.length; rater++) {
    const weight = weights[rater] as number;
    for (let sum = firstOfVotes; sum < width; sum++) {
      sums[sum] = (sums[sum] as number) + weight * (terms.ofRater[width * rater + sum] as number);
    }
  }
}

// sums are kept in variables and written once: the bootstrap spends nearly all of its time in this loop
function sumPairs({ units, plurality, counts }: AgreementTerms, weights: Float64Array, sums: AgreementSums): void {
  const { firstEntry, outcome, votes, rater } = units;
  const [wonByFirst, tied] = [FIRST_WINS, TIED];
  let [pairs, equalPairs, coincidences, firstAndTie, firstAndSecond, tieAndSecond] = [0, 0, 0, 0, 0, 0];
  let [sharedUnits, equalShares, peerVotes, peerHits] = [0, 0, 0, 0];
  for (let unit = 0; unit < counts.length; unit++) {
    const count = counts[unit] as number;
    if (count < 2) continue;
    const from = firstEntry[unit] as number;
    const to = firstEntry[unit + 1] as number;
    let first = 0;
    let tie = 0;
    let second = 0;
    let itself = 0;
    for (let entry = from; entry < to; entry++) {
      const weight = weights[rater[entry] as number] as number;
      const weighted = weight * (votes[entry] as number);
      const said = outcome[entry] as number;
      if (said === wonByFirst) first += weighted;
      else if (said === tied) tie += weighted;
      else second += weighted;
      itself += weight * weighted;
    }
    const total = first + tie + second;
    const all = total * total - itself;
    const equal = first * first + tie * tie + second * second - itself;
    const byOthers = 1 / (count - 1);
    pairs += all;
    equalPairs += equal;
    coincidences += all * byOthers;
    firstAndTie += first * tie * byOthers;
    firstAndSecond += first * second * byOthers;
    tieAndSecond += tie * second * byOthers;
    sharedUnits += (all * byOthers) / count;
    equalShares += (equal * byOthers) / count;
    const both = (weights[rater[from] as number] as number) * (weights[rater[to - 1] as number] as number);
    peerVotes += both * (plurality.pairVotes[unit] as number);
    peerHits += both * (plurality.pairHits[unit] as number);
  }
  sums.fill(0);
  sums.set([pairs, equalPairs, coincidences, firstAndTie, firstAndSecond, tieAndSecond], AGREEMENT_SUMS.pairs);
  sums.set([sharedUnits, equalShares, peerVotes, peerHits], AGREEMENT_SUMS.sharedUnits);
}

/** The sums of one prompt, rater or meeting. */
type Row = Float64Array;

type Rows = {
  prompts: Row[];
  raterSlopes: Row[];
  ofRater: Row[];
  /** By prompt and rater, as one number. */
  meetingSlopes: Map<number, Row>;
};

/** What counts votes one by one, of units with one vote as well. */
function addVotes(rows: Rows, units: Units, unit: number, count: number): void {
  const prompt = rows.prompts[units.prompt[unit] as number] as Row;
  for (let entry = units.firstEntry[unit] as number; entry < (units.firstEntry[unit + 1] as number); entry++) {
    const votes = units.votes[entry] as number;
    const outcome = units.outcome[entry] as number;
    const all = [prompt, rows.ofRater[units.rater[entry] as number] as Row, ...findSlopes(rows, units, unit, entry)];
    add(all, AGREEMENT_SUMS.firstShares + outcome, votes / count);
    if (count >= 2) add(all, AGREEMENT_SUMS.sharedFirst + outcome, votes);
  }
}

/** What counts pairs of votes. */
function addPairs(rows: Rows, units: Units, unit: number, said: Int32Array, count: number): void {
  const [first, tie, second] = [said[FIRST_WINS], said[TIED], said[SECOND_WINS]] as [number, number, number];
  const equal = first * (first - 1) + tie * (tie - 1) + second * (second - 1);
  const prompt = [rows.prompts[units.prompt[unit] as number] as Row];
  add(prompt, AGREEMENT_SUMS.firstAndTie, (first * tie) / (count - 1));
  add(prompt, AGREEMENT_SUMS.firstAndSecond, (first * second) / (count - 1));
  add(prompt, AGREEMENT_SUMS.tieAndSecond, (tie * second) / (count - 1));
  addEqual(prompt, count * (count - 1), equal, count);
  for (let entry = units.firstEntry[unit] as number; entry < (units.firstEntry[unit + 1] as number); entry++) {
    const slopes = findSlopes(rows, units, unit, entry);
    const votes = units.votes[entry] as number;
    const outcome = units.outcome[entry] as number;
    // a vote's pairs are counted in both orders
    addEqual(slopes, 2 * votes * (count - 1), 2 * votes * ((said[outcome] as number) - 1), count);
    for (let other = 0; other < OUTCOMES; other++) {
      if (other === outcome) continue;
      add(slopes, findDiffering(outcome, other), (votes * (said[other] as number)) / (count - 1));
    }
  }
}

function addEqual(rows: Row[], pairs: number, equal: number, count: number): void {
  add(rows, AGREEMENT_SUMS.pairs, pairs);
  add(rows, AGREEMENT_SUMS.equalPairs, equal);
  add(rows, AGREEMENT_SUMS.coincidences, pairs / (count - 1));
  add(rows, AGREEMENT_SUMS.sharedUnits, pairs / (count * (count - 1)));
  add(rows, AGREEMENT_SUMS.equalShares, equal / (count * (count - 1)));
}

/** What holds votes against most of the others'. */
function addPeers(rows: Rows, units: Units, unit: number, plurality: PluralityHits): void {
  const { peerVotes, peerHits } = AGREEMENT_SUMS;
  const prompt = rows.prompts[units.prompt[unit] as number] as Row;
  const from = units.firstEntry[unit] as number;
  const to = units.firstEntry[unit + 1] as number;
  const both = [...findSlopes(rows, units, unit, from), ...findSlopes(rows, units, unit, to - 1)];
  add([prompt, ...both], peerVotes, plurality.pairVotes[unit] as number);
  add([prompt, ...both], peerHits, plurality.pairHits[unit] as number);
  for (let entry = from; entry < to; entry++) {
    const present = [rows.ofRater[units.rater[entry] as number] as Row, ...findSlopes(rows, units, unit, entry)];
    add([prompt, ...present], peerVotes, plurality.votes[entry] as number);
    add([prompt, ...present], peerHits, plurality.hits[entry] as number);
    // adds up to 0, and so is in no sum until raters weigh differently
    add(present, peerHits, plurality.hitsGiven[entry] as number);
  }
}

function findSlopes(rows: Rows, units: Units, unit: number, entry: number): [Row, Row] {
  const rater = units.rater[entry] as number;
  const key = (units.prompt[unit] as number) * units.raters + rater;
  let meeting = rows.meetingSlopes.get(key);
  if (!meeting) {
    meeting = new Float64Array(AGREEMENT_SUM_COUNT);
    rows.meetingSlopes.set(key, meeting);
  }
  return [rows.raterSlopes[rater] as Row, meeting];
}

function findDiffering(said: number, other: number): number {
  if (said !== FIRST_WINS && other !== FIRST_WINS) return AGREEMENT_SUMS.tieAndSecond;
  return said === TIED || other === TIED ? AGREEMENT_SUMS.firstAndTie : AGREEMENT_SUMS.firstAndSecond;
}

function add(rows: readonly Row[], sum: number, value: number): void {
  for (const row of rows) row[sum] = (row[sum] as number) + value;
}

function toRows(count: number): Row[] {
  return Array.from({ length: count }, () => new Float64Array(AGREEMENT_SUM_COUNT));
}

function join(rows: readonly Row[]): Float64Array {
  const joined = new Float64Array(AGREEMENT_SUM_COUNT * rows.length);
  rows.forEach((row, place) => {
    joined.set(row, AGREEMENT_SUM_COUNT * place);
  });
  return joined;
}
