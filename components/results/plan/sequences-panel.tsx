import { Disclosure } from "@/components/results/disclosure";
import { Panel } from "@/components/results/panel";
import type { PanelNumbers } from "@/components/results/panel-numbers";
import { NumbersTable } from "@/components/results/panel-table";
import { SequenceChart } from "@/components/results/plan/sequence-chart";
import {
  findDecided,
  sayDecided,
  sayPoint,
  toSequenceName,
  toSharedDomain,
} from "@/components/results/plan/sequence-words";
import { EmptyPanel } from "@/components/results/quality/empty-panel";
import type { PairSequence, SequencePoint } from "@/lib/results/analysis-schema";

const TITLE = "Is it decided yet?";

type Drawn = { name: string; sequence: PairSequence; points: SequencePoint[] };

/** The difference of each pair as raters finish, in a band that may be looked at as often as one likes. */
export function SequencesPanel({ sequences }: { sequences: PairSequence[] }) {
  const withSet = new Set(sequences.map(({ promptSet }) => promptSet)).size > 1;
  const drawn: Drawn[] = [];
  const waiting: { name: string; reason: string }[] = [];
  for (const sequence of sequences) {
    const name = toSequenceName(sequence, withSet);
    if (sequence.points.ok) drawn.push({ name, sequence, points: sequence.points.value });
    else waiting.push({ name, reason: sequence.points.reason });
  }
  if (drawn.length === 0) {
    return (
      <EmptyPanel id="sequences" title={TITLE}>
        {waiting[0]?.reason ?? "No pair has votes yet."}
      </EmptyPanel>
    );
  }
  const domain = toSharedDomain(drawn.map(({ points }) => points));
  return (
    <Panel id="sequences" title={TITLE} howToRead={HOW_TO_READ} numbers={toAllNumbers(drawn)} withoutTable>
      <div className="grid gap-x-10 gap-y-8 sm:grid-cols-2 pair:grid-cols-3">
        {drawn.map(({ name, points }) => (
          <section key={name} aria-label={name} className="min-w-0">
            <div role="img" aria-label={describe(name, points)}>
              <SequenceChart name={name} points={points} domain={domain} />
            </div>
            <p className="note mt-1">{sayLast(points)}</p>
          </section>
        ))}
      </div>
      {waiting.length > 0 && (
        <ul className="note mt-6 grid gap-1">
          {waiting.map(({ name, reason }) => (
            <li key={name}>
              {name}: {reason}
            </li>
          ))}
        </ul>
      )}
      <Disclosure summary="The same numbers as a table">
        <NumbersTable label={`${TITLE}, as a table`} numbers={toLastNumbers(drawn)} />
      </Disclosure>
    </Panel>
  );
}

const HOW_TO_READ =
  "Better minus worse in points, after so many raters have finished, each panel on the same axes. The band is a 95% confidence sequence for these prompts, from the 20th rater on: it holds the truth at all raters at once, so it may be looked at as often as one likes, and a study may stop when it leaves zero out. The intervals in Results are narrower, and are for one look at the end: never stop by them.";

function sayLast(points: SequencePoint[]): string {
  const last = points.at(-1);
  return last ? `After ${last.raters} raters ${sayPoint(last)}. ${sayDecided(points)}` : "";
}

function describe(name: string, points: SequencePoint[]): string {
  const first = points[0];
  return `${name}: better minus worse as raters finish. ${first ? `After ${first.raters} raters ${sayPoint(first)}. ` : ""}${sayLast(points)}`;
}

const PAIR = ["prompt_set", "model", "opponent"].map((name) => ({ name }));

function toPair({ sequence: { promptSet, model, opponent } }: Drawn) {
  return [promptSet, model, opponent];
}

function toAllNumbers(drawn: Drawn[]): PanelNumbers {
  return {
    columns: [...PAIR, ...["raters", "votes", "at", "difference", "low", "high"].map((name) => ({ name }))],
    rows: drawn.flatMap((one) =>
      one.points.map(({ raters, votes, at, value, interval }) => [
        ...toPair(one),
        ...[raters, votes, at, value, interval.low, interval.high],
      ]),
    ),
  };
}

function toLastNumbers(drawn: Drawn[]): PanelNumbers {
  return {
    columns: [
      { name: "pair", head: "Pair", kind: "row" },
      { name: "raters", head: "Raters finished" },
      { name: "votes", head: "Their votes" },
      { name: "now", head: "Now, points", kind: "words" },
      { name: "decided", head: "Zero left out at rater", format: (value) => value ?? "Not yet" },
    ],
    rows: drawn.flatMap(({ name, points }) => {
      const last = points.at(-1);
      return last ? [[name, last.raters, last.votes, sayPoint(last), findDecided(points)]] : [];
    }),
  };
}
