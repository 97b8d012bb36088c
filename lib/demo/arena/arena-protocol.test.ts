import { expect, test } from "vitest";
import { newArenaProtocol, withPair } from "@/lib/demo/arena/arena-protocol";
import { protocolSchema } from "@/lib/studies/schema";

test("an arena's protocol is a protocol, and keeps each pair that met once, in the order of the names", () => {
  const empty = newArenaProtocol("arena");
  expect(protocolSchema.parse(empty)).toEqual(empty);
  const after = withPair(withPair(withPair(empty, "vicuna", "alpaca"), "alpaca", "vicuna"), "koala", "alpaca");
  expect(protocolSchema.parse(after)).toMatchObject({
    models: ["alpaca", "koala", "vicuna"],
    pairs: [
      ["alpaca", "vicuna"],
      ["alpaca", "koala"],
    ],
  });
});
