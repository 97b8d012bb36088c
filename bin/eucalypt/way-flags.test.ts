import { Command } from "commander";
import { expect, test } from "vitest";
import { toWaySettings, withWayFlags } from "@/bin/eucalypt/way-flags";

function read(...flags: string[]) {
  const command = withWayFlags(new Command());
  command.parse(flags, { from: "user" });
  return toWaySettings("link", command.opts());
}

test("a switch that is not said changes nothing; each can be put on and off", () => {
  expect(read("--code", "DONE1")).toEqual({
    needsInvitation: undefined,
    needsProof: undefined,
    completionCode: "DONE1",
  });
  expect(read("--no-proof", "--invitation")).toMatchObject({ needsProof: false, needsInvitation: true });
  expect(read("--proof", "--no-invitation")).toMatchObject({ needsProof: true, needsInvitation: false });
});
