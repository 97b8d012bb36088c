import { expect, test } from "vitest";
import { OPERATOR } from "@/lib/auth/actor";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { openVoteCsv } from "@/lib/exports/vote-csv";
import { lacksSharedData, sharedFile } from "@/lib/formats/testing/shared-data";
import { importVotes } from "@/lib/imports/commands/import-votes";
import { getMatrix, getResults } from "@/lib/results/queries";
import { openStudy } from "@/lib/studies/commands/open-study";
import { getProgress } from "@/lib/studies/queries/progress";
import { getRatingStudy } from "@/lib/studies/queries/rating-study";
import { getStudy } from "@/lib/studies/queries/studies";

withTestDatabase();

test.skipIf(lacksSharedData())(
  "a study done elsewhere has the results that others computed from its file",
  async () => {
    const file = { bytes: sharedFile("mtbench/human.jsonl"), fileName: "human.jsonl" };
    await importVotes(OPERATOR, file, { format: "mt-bench", study: "mt-bench" });

    const { matrix, votes, raters, prompts, protocolHash } = await getResults(OPERATOR, "mt-bench");
    expect({ votes, raters, prompts, protocolHash }).toEqual({
      votes: 3355,
      raters: 65,
      prompts: 80,
      protocolHash: null,
    });
    const figures = matrix.map((row) => `${row.modelA} v ${row.modelB} ${row.winsA}/${row.winsB}/${row.ties}`);
    expect(figures).toHaveLength(15);
    expect(figures).toEqual(
      expect.arrayContaining([
        "alpaca-13b v gpt-3.5-turbo 27/222/69",
        "alpaca-13b v vicuna-13b-v1.2 48/104/60",
        "gpt-3.5-turbo v gpt-4 60/131/88",
        "claude-v1 v gpt-4 54/91/55",
        "llama-13b v vicuna-13b-v1.2 14/157/46",
      ]),
    );
    expect(matrix.reduce((sum, row) => sum + row.ties, 0)).toBe(780);

    const { panels, isImported, votesWanted } = await getMatrix(OPERATOR, "mt-bench");
    expect({ isImported, votesWanted, bars: panels[0]?.bars.length }).toEqual({
      isImported: true,
      votesWanted: null,
      bars: 15,
    });
    expect((await getProgress(OPERATOR, "mt-bench")).votes).toBe(3355);

    let lines = 0;
    for await (const chunk of (await openVoteCsv(OPERATOR, "mt-bench")).chunks)
      lines += chunk.toString().split("\n").length - 1;
    expect(lines).toBe(1 + 3355);

    const { id, slug } = await getStudy(OPERATOR, "mt-bench");
    await expect(openStudy(OPERATOR, id)).rejects.toThrow(/given elsewhere/);
    await expect(getRatingStudy(slug)).rejects.toMatchObject({ code: "not_found" });
  },
);
