import { type EndedAs, type Ending, WAY_SETTINGS, type WayIn } from "@/lib/crowd/schema";
import { account, link } from "@/lib/crowd/ways/link";
import { mturk } from "@/lib/crowd/ways/mturk";
import { prolific } from "@/lib/crowd/ways/prolific";
import { url } from "@/lib/crowd/ways/url";
import type { Arrival, Leaving, Way } from "@/lib/crowd/ways/way";

const WAYS: { [Name in WayIn]: Way<Name> } = { link, account, prolific, mturk, url };

/** A way that a study offers, with what it is set up with there. */
export type OfferedWay = { wayIn: WayIn; settings: unknown };

/** Those of a study that offers none: anybody with the address, and nothing asked of their browser. */
export const OPEN_LINK: OfferedWay = { wayIn: "link", settings: { needsProof: false } };

/** The way by which an address leads in, and who came; null: it names nobody. The first that knows it. */
export function readArrival(offered: OfferedWay[], search: string): { wayIn: WayIn; arrival: Arrival } | null {
  const query = new URLSearchParams(search);
  for (const { wayIn, settings } of offered) {
    const arrival = readOne(wayIn, query, settings);
    if (arrival) return { wayIn, arrival };
  }
  return null;
}

function readOne<Name extends WayIn>(name: Name, query: URLSearchParams, settings: unknown): Arrival | null {
  const way: Way<WayIn> = WAYS[name] as unknown as Way<WayIn>;
  return way.readArrival(query, WAY_SETTINGS[name].parse(settings) as never);
}

export function toEnding({ wayIn, settings }: OfferedWay, outcome: EndedAs, leaving: Leaving): Ending {
  const way: Way<WayIn> = WAYS[wayIn] as unknown as Way<WayIn>;
  return { outcome, ...way.toEnding(outcome, WAY_SETTINGS[wayIn].parse(settings) as never, leaving) };
}

/** Origins that may show the rater's page of a study in a frame. */
export function toFrameAncestors(offered: OfferedWay[]): string[] {
  return offered.flatMap(({ wayIn, settings }) => {
    const way: Way<WayIn> = WAYS[wayIn] as unknown as Way<WayIn>;
    return way.frameAncestors(WAY_SETTINGS[wayIn].parse(settings) as never);
  });
}
