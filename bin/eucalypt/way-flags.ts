import type { Command } from "commander";
import type { WayIn } from "@/lib/crowd/schema";

export type WayFlags = {
  invitation?: boolean;
  proof?: boolean;
  code?: string;
  prolificStudy?: string;
  frameOrigin?: string[];
  idParameter?: string;
  returnUrl?: string;
};

/** What a way in can be set up with. Each switch has both its forms, so that one that is not said is neither on nor off. */
export function withWayFlags(command: Command): Command {
  return command
    .option("--invitation", "link: only with a code")
    .option("--no-invitation", "link: whoever has the address")
    .option("--proof", "link: the browser works for a second first (usual)")
    .option("--no-proof", "link: without the browser's work")
    .option("--code <code>", "link and url: shown at the end")
    .option("--prolific-study <id>", "prolific: its id of the study")
    .option("--frame-origin <origins...>", "mturk: further origins that may frame the page")
    .option("--id-parameter <name>", "url: the query parameter with the person's id")
    .option("--return-url <url>", "url: where people go back to; {id} and {outcome} are filled in");
}

/** Those of one way; what is undefined stays as it is. */
export function toWaySettings(wayIn: WayIn, flags: WayFlags): object {
  switch (wayIn) {
    case "link":
      return { needsInvitation: flags.invitation, needsProof: flags.proof, completionCode: flags.code };
    case "prolific":
      return { prolificStudyId: flags.prolificStudy };
    case "mturk":
      return { frameOrigins: flags.frameOrigin };
    case "url":
      return { idParameter: flags.idParameter, returnUrl: flags.returnUrl, completionCode: flags.code };
    default:
      return {};
  }
}
