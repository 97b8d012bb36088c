import {
  AGREEMENT_SUM_COUNT,
  AGREEMENT_SUMS,
  type AgreementSums,
  FIRST_OF_VOTES,
  PAIR_SUM_COUNT,
} from "@/lib/stats/agreement-sums";
import { findPluralityHits, type PluralityHits } from "@/lib/stats/plurality-hits";
import { countOutcomes, FIRST_WINS, OUTCOMES, TIED, type Units } from "@/lib/stats/units";

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
  /** As many a rater: what the rater's weight is multiplied with. */
  ofRater: Float64Array;
  /** Two raters (or one twice) who voted on the same units, and PAIR_SUM_COUNT numbers of each two. */
  one: Int32Array;
  other: Int32Array;
  ofPair: Float64Array;
  /** Votes on units with two votes or more. */
  promptVotes: Float64Array;
  raterVotes: Float64Array;
};

/** Cost: O(pairs of entries on one unit). */
export function toAgreementTerms(units: Units): AgreementTerms {
  const gathered: Gathered = {
    prompts: toRows(units.prompts),
    raterSlopes: toRows(units.raters),
    ofRater: toRows(units.raters),
    meetingSlopes: new Map(),
    ofPair: new Map(),
    promptVotes: new Float64Array(units.prompts),
    raterVotes: new Float64Array(units.raters),
  };
  const counts = countOutcomes(units);
  const plurality = findPluralityHits(units);
  for (let unit = 0; unit < units.units; unit++) {
    const at = OUTCOMES * unit;
    const votes = (counts[at] as number) + (counts[at + 1] as number) + (counts[at + 2] as number);
    addVotes(gathered, units, unit, votes, plurality);
    if (votes >= 2) addPairs(gathered, units, unit, votes, plurality);
  }
  const pairs = [...gathered.ofPair.keys()];
  return {
    prompts: join(gathered.prompts, AGREEMENT_SUM_COUNT),
    raterSlopes: join(gathered.raterSlopes, AGREEMENT_SUM_COUNT),
    meetingSlopes: join([...gathered.meetingSlopes.values()], AGREEMENT_SUM_COUNT),
    ofRater: join(gathered.ofRater, AGREEMENT_SUM_COUNT),
    one: Int32Array.from(pairs, (pair) => Math.floor(pair / units.raters)),
    other: Int32Array.from(pairs, (pair) => pair % units.raters),
    ofPair: join([...gathered.ofPair.values()], PAIR_SUM_COUNT),
    promptVotes: gathered.promptVotes,
    raterVotes: gathered.raterVotes,
  };
}

/** The sums as they are. */
export function sumAgreement(terms: AgreementTerms): AgreementSums {
  const sums = new Float64Array(AGREEMENT_SUM_COUNT);
  sumWeighted(terms, new Float64Array(terms.raterVotes.length).fill(1), sums);
  return sums;
}

/** Fills `sums` with what they are where raters weigh as given. Cost: O(raters + pairs of raters). */
export function sumWeighted(terms: AgreementTerms, weights: Float64Array, sums: AgreementSums): void {
  const { ofRater, ofPair, one, other } = terms;
  const [width, pairWidth, firstOfVotes] = [AGREEMENT_SUM_COUNT, PAIR_SUM_COUNT, FIRST_OF_VOTES];
  sums.fill(0);
  for (let rater = 0; rater < weights.length; rater++) {
    const weight = weights[rater] as number;
    for (let sum = firstOfVotes; sum < width; sum++) {
      sums[sum] = (sums[sum] as number) + weight * (ofRater[width * rater + sum] as number);
    }
  }
  for (let pair = 0; pair < one.length; pair++) {
    const weight = (weights[one[pair] as number] as number) * (weights[other[pair] as number] as number);
    for (let sum = 0; sum < pairWidth; sum++) {
      sums[sum] = (sums[sum] as number) + weight * (ofPair[pairWidth * pair + sum] as number);
    }
  }
}

/** The sums of one prompt, rater, meeting or pair of raters. */
type Row = Float64Array;

type Gathered = Pick<AgreementTerms, "promptVotes" | "raterVotes"> & {
  prompts: Row[];
  raterSlopes: Row[];
  ofRater: Row[];
  /** By prompt and rater, and by rater and rater, as one number. */
  meetingSlopes: Map<number, Row>;
  ofPair: Map<number, Row>;
};

/** What counts votes one by one. */
function addVotes(gathered: Gathered, units: Units, unit: number, count: number, plurality: PluralityHits): void {
  const prompt = units.prompt[unit] as number;
  for (let entry = units.firstEntry[unit] as number; entry < (units.firstEntry[unit + 1] as number); entry++) {
    const rater = units.rater[entry] as number;
    const votes = units.votes[entry] as number;
    const outcome = units.outcome[entry] as number;
    const presence = [
      gathered.raterSlopes[rater] as Row,
      gathered.ofRater[rater] as Row,
      getRow(gathered.meetingSlopes, prompt * units.raters + rater),
    ];
    const rows = [gathered.prompts[prompt] as Row, ...presence];
    add(rows, AGREEMENT_SUMS.firstShares + outcome, votes / count);
    if (count < 2) continue;
    add(rows, AGREEMENT_SUMS.sharedFirst + outcome, votes);
    add(rows, AGREEMENT_SUMS.peerVotes, plurality.votes[entry] as number);
    add(rows, AGREEMENT_SUMS.peerHits, plurality.hits[entry] as number);
    // sums to 0 over raters, and so is in nobody's sum until raters weigh differently
    add(presence, AGREEMENT_SUMS.peerHits, plurality.hitsGiven[entry] as number);
    gathered.promptVotes[prompt] = (gathered.promptVotes[prompt] as number) + votes;
    gathered.raterVotes[rater] = (gathered.raterVotes[rater] as number) + votes;
  }
}

/** What counts pairs of votes. */
function addPairs(gathered: Gathered, units: Units, unit: number, count: number, plurality: PluralityHits): void {
  const from = units.firstEntry[unit] as number;
  const to = units.firstEntry[unit + 1] as number;
  for (let entry = from; entry < to; entry++) {
    const votes = units.votes[entry] as number;
    const said = units.outcome[entry] as number;
    for (let before = from; before <= entry; before++) {
      const pairs = before === entry ? votes * (votes - 1) : 2 * votes * (units.votes[before] as number);
      if (pairs === 0) continue;
      const rows = findPairRows(gathered, units, unit, before, entry);
      const coincidences = pairs / (count - 1);
      add(rows, AGREEMENT_SUMS.pairs, pairs);
      add(rows, AGREEMENT_SUMS.coincidences, coincidences);
      add(rows, AGREEMENT_SUMS.sharedUnits, coincidences / count);
      if (said === units.outcome[before]) {
        add(rows, AGREEMENT_SUMS.equalPairs, pairs);
        add(rows, AGREEMENT_SUMS.equalShares, coincidences / count);
      } else add(rows, findDiffering(said, units.outcome[before] as number), coincidences / 2);
    }
  }
  if (plurality.pairVotes[unit] === 0) return;
  const rows = findPairRows(gathered, units, unit, from, to - 1);
  add(rows, AGREEMENT_SUMS.peerVotes, plurality.pairVotes[unit] as number);
  add(rows, AGREEMENT_SUMS.peerHits, plurality.pairHits[unit] as number);
}

/** A pair counts for its prompt once, and its slope for both its raters: twice where it is one rater's own. */
function findPairRows(gathered: Gathered, units: Units, unit: number, before: number, entry: number): Row[] {
  const prompt = units.prompt[unit] as number;
  const one = units.rater[before] as number;
  const other = units.rater[entry] as number;
  return [
    gathered.prompts[prompt] as Row,
    gathered.raterSlopes[one] as Row,
    gathered.raterSlopes[other] as Row,
    getRow(gathered.meetingSlopes, prompt * units.raters + one),
    getRow(gathered.meetingSlopes, prompt * units.raters + other),
    getRow(gathered.ofPair, one * units.raters + other),
  ];
}

function findDiffering(said: number, before: number): number {
  if (said !== FIRST_WINS && before !== FIRST_WINS) return AGREEMENT_SUMS.tieAndSecond;
  return said === TIED || before === TIED ? AGREEMENT_SUMS.firstAndTie : AGREEMENT_SUMS.firstAndSecond;
}

function add(rows: Row[], sum: number, value: number): void {
  for (const row of rows) row[sum] = (row[sum] as number) + value;
}

function toRows(count: number): Row[] {
  return Array.from({ length: count }, () => new Float64Array(AGREEMENT_SUM_COUNT));
}

function getRow(rows: Map<number, Row>, key: number): Row {
  const known = rows.get(key);
  if (known) return known;
  const row = new Float64Array(AGREEMENT_SUM_COUNT);
  rows.set(key, row);
  return row;
}

/** The first so many numbers of each row. */
function join(rows: Row[], width: number): Float64Array {
  const joined = new Float64Array(width * rows.length);
  rows.forEach((row, place) => {
    joined.set(row.subarray(0, width), width * place);
  });
  return joined;
}
