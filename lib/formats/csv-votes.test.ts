import { describe, expect, test } from "vitest";
import { readCsvVotes } from "./csv-votes";
import type { VoteColumns } from "./records";
import { bytesOf, collect } from "./testing/bytes";

function read(text: string, columns?: VoteColumns) {
  return collect(readCsvVotes(bytesOf(text), columns && { columns }));
}

describe("columns", () => {
  test("the usual names are known, with turn and time where they are given", async () => {
    expect(
      await read("rater,prompt,left,right,winner,turn,time\nr1,p1,m,n,left,2,1680523200\nr1,p1,n,m,tie,,\n"),
    ).toEqual([
      {
        line: 2,
        rater: "r1",
        raterKind: "human",
        first: "m",
        second: "n",
        prompt: "p1",
        turn: 2,
        choice: "first",
        votedAt: new Date("2023-04-03T12:00:00Z"),
        turns: null,
        responses: null,
      },
      expect.objectContaining({ line: 3, first: "n", second: "m", turn: null, choice: "tie", votedAt: null }),
    ]);
  });

  test("crowd-kit's worker and label are known; the label is a model's name", async () => {
    const votes = await read("worker,task,left,right,label\nw1,p,m,n,n\nw2,p,n,m,n\n");
    expect(votes.map(({ rater, choice }) => [rater, choice])).toEqual([
      ["w1", "second"],
      ["w2", "first"],
    ]);
  });

  test("columns named by the user come before the usual ones", async () => {
    const text = "who;item;left;right;winner;verdict\nw1;p;m;n;left;model_b\n";
    const [vote] = await read(text, { rater: "who", prompt: "item", winner: "verdict" });
    expect(vote).toMatchObject({ rater: "w1", prompt: "p", choice: "second" });
  });

  test("missing ones are an error that shows how to name them", async () => {
    await expect(read("left,right,winner\nm,n,left\n")).rejects.toThrow(
      'Line 1: the columns "rater" and "prompt" are missing. Say which they are with --columns rater=…,prompt=…. The file has: left, right, winner.',
    );
    await expect(read("worker,left,right,label\nw,m,n,m\n")).rejects.toThrow(
      'Line 1: the column "prompt" is missing. Say which they are with --columns prompt=…. The file has: worker, left, right, label.',
    );
    await expect(read("rater,prompt,left,right,winner\n", { rater: "who" })).rejects.toThrow(
      'Line 1: there is no column "who" for the rater. Name one of these with --columns rater=…: rater, prompt, left',
    );
  });
});

describe("cells", () => {
  const HEADER = "rater,prompt,left,right,winner,turn,time\n";

  test("a model's name comes before the words left, right, a and b", async () => {
    const [vote] = await read(`${HEADER}r,p,B,A,A,,\n`);
    expect(vote?.choice).toBe("second");
  });

  test("a date without a zone is UTC", async () => {
    const [vote] = await read(`${HEADER}r,p,m,n,a,1.0,2023-04-03 12:00:00\n`);
    expect(vote).toMatchObject({ turn: 1, votedAt: new Date("2023-04-03T12:00:00Z") });
  });

  test.each([
    ["r,p,m,n,both,,", 'the field "winner" is "both". Write model_a, model_b, tie or both_bad.'],
    [",p,m,n,left,,", 'the cell "rater" is empty. Fill it in, or remove the row.'],
    ["r,p,m,m,left,,", 'both sides are the model "m".'],
    ["r,p,m,n,left,first,", 'the cell "turn" is "first".'],
    ["r,p,m,n,left,,03/04/2023", 'the field "time" is "03/04/2023". Write seconds since 1970, or a date such as'],
    ["r,p,m,n,left,,2023-13-40", 'the field "time" is "2023-13-40".'],
  ])("%s is refused", async (row, message) => {
    await expect(read(`${HEADER}${row}\n`)).rejects.toThrow(`Line 2: ${message}`);
  });
});
