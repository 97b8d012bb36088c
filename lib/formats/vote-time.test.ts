import { expect, test } from "vitest";
import { toVoteTime } from "./vote-time";

test.each([
  [1680523200, "2023-04-03T12:00:00.000Z"],
  ["1680523200.25", "2023-04-03T12:00:00.250Z"],
  ["2023-04-03", "2023-04-03T00:00:00.000Z"],
  ["2023-04-03 12:00", "2023-04-03T12:00:00.000Z"],
  ["2023-04-03T12:00:00+02:00", "2023-04-03T10:00:00.000Z"],
])("%s is %s", (time, expected) => {
  expect(toVoteTime(time, 1, "time").toISOString()).toBe(expected);
});

test.each([0, 1680523200000, "3 April 2023", "03/04/2023", "2023-02-30", "", Number.NaN])("%s is refused", (time) => {
  expect(() => toVoteTime(time, 3, "time")).toThrow(/^Line 3: the field "time" is .* Write seconds since 1970/);
});
