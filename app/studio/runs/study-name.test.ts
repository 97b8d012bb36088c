import { expect, test } from "vitest";
import { toStudyName } from "@/app/studio/runs/study-name";
import { studyNameSchema } from "@/lib/studies/schema";

const ORDERED = new Date("2026-11-24T23:59:59Z");
const RUN = "019ab0c4-7d5e-7c3a-9b1f-0123453f9a1c";

test("a study that is made of a run is called by the set, the day and the end of the run’s id", () => {
  expect(toStudyName("Koala test set", ORDERED, RUN)).toBe("Koala test set 2026-11-24 3f9a1c");
});

test.each(["a/b\\c", "..hidden", "x".repeat(200), "...", " spaced "])(
  "of a set called %j comes a name that a study may have",
  (set) => {
    const name = toStudyName(set, ORDERED, RUN);
    expect(studyNameSchema.parse(name)).toBe(name);
  },
);
