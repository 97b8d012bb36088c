import type { Page, Request } from "@playwright/test";

/** Something that came into a rater's browser: where it came from, and its text. */
export type Received = { from: string; text: string };

/** Everything that comes into the page from now on: addresses, headers and bodies. `received` waits for the last of it. */
export function recordTraffic(page: Page): { received(): Promise<Received[]> } {
  const parts: Promise<Received[]>[] = [];
  page.on("requestfinished", (request) => parts.push(readAll(request)));
  return { received: async () => (await Promise.all(parts)).flat() };
}

async function readAll(request: Request): Promise<Received[]> {
  const url = request.url();
  const response = await request.response();
  if (!response) return [{ from: `address ${url}`, text: url }];
  const headers = await response.headersArray();
  // a browser that has gone on to another page may have let go of what the last one received
  const body = await response.body().catch(() => null);
  return [
    { from: `address ${url}`, text: url },
    { from: `headers of ${url}`, text: headers.map(({ name, value }) => `${name}: ${value}`).join("\n") },
    ...(body?.length ? [{ from: `body of ${url}`, text: body.toString("utf8") }] : []),
  ];
}

/** What the browser keeps: both storages, the cookies a script can and cannot read, and the names of databases and caches. */
export async function readStorage(page: Page): Promise<Received[]> {
  const kept = await page.evaluate(async () => ({
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
    title: document.title,
    // the texts of the pair are searched by themselves
    markup: (() => {
      const copy = document.documentElement.cloneNode(true) as HTMLElement;
      for (const text of copy.querySelectorAll(".prose")) text.replaceChildren();
      return copy.outerHTML;
    })(),
    databases: JSON.stringify(await indexedDB.databases()),
    caches: JSON.stringify(await caches.keys()),
  }));
  const cookies = JSON.stringify(await page.context().cookies());
  return Object.entries({ ...kept, cookies }).map(([name, text]) => ({ from: `kept: ${name}`, text }));
}

/** The texts of pairs are for the rater to read: they are taken out, and searched by themselves. */
export function takeOutPairs(received: Received[]): { rest: Received[]; texts: string[] } {
  const texts = new Set<string>();
  const withoutPairs = received.map(({ from, text }) => {
    if (!from.includes("/api/rating/") || !from.startsWith("body")) return { from, text };
    const reply = JSON.parse(text);
    for (const { pair } of reply.pairs ?? []) {
      for (const side of ["prompt", "first", "second"] as const) {
        for (const html of pair?.[side] ?? []) texts.add(html);
        if (pair) pair[side] = [];
      }
    }
    return { from, text: JSON.stringify(reply) };
  });
  return { rest: withoutPairs, texts: [...texts] };
}

/** @returns every place where one of the words stands, in any case, also URL-encoded or in base64. */
export function findWords(received: Received[], words: string[]): string[] {
  const spellings = words.flatMap((word) => {
    const base64 = Buffer.from(word).toString("base64").replace(/=+$/, "");
    return [...new Set([word, encodeURIComponent(word), base64])].map((as) => ({ word, as }));
  });
  return received.flatMap(({ from, text }) => {
    const lower = text.toLowerCase();
    return spellings
      .filter(({ word, as }) =>
        as === word || as.includes("%") ? lower.includes(as.toLowerCase()) : text.includes(as),
      )
      .map(({ word }) => `${word} in ${from}`);
  });
}
