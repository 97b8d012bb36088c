import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { findFaults } from "@/e2e/support/accessible";
import type { Places } from "@/e2e/support/make-places";
import { expect } from "@/e2e/support/test";

/** Of each page of the application, where there is one to see. A page that is not here fails the walk. */
const ADDRESSES: Record<string, readonly string[]> = {
  "/": ["/"],
  "/demo": ["/demo"],
  "/docs/api": ["/docs/api"],
  "/join/[token]": ["/join/{invitation}", "/join/gone"],
  "/protocols/[hash]": ["/protocols/{hash}"],
  "/rate/[slug]": ["{rate}"],
  "/rate/[slug]/about": ["{rate}/about"],
  "/releases/[slug]": ["/releases/{release}"],
  "/results/[study]": ["/results/{study}"],
  "/results/[study]/leaderboard": ["/results/{study}/leaderboard"],
  "/sign-in": ["/sign-in"],
  "/studio": ["/studio"],
  "/studio/account": ["/studio/account"],
  "/studio/audit": ["/studio/audit"],
  "/studio/demo": ["/studio/demo"],
  "/studio/models": ["/studio/models"],
  "/studio/models/[model]": ["/studio/models/{model}"],
  "/studio/models/[model]/card": ["/studio/models/{model}/card"],
  "/studio/models/import": ["/studio/models/import"],
  "/studio/models/new": ["/studio/models/new"],
  "/studio/prompts": ["/studio/prompts"],
  "/studio/prompts/[set]": ["/studio/prompts/{set}"],
  "/studio/prompts/[set]/[prompt]": ["/studio/prompts/{set}/{prompt}"],
  "/studio/prompts/curate": ["/studio/prompts/curate"],
  "/studio/prompts/curations/[curation]": ["/studio/prompts/curations/{curation}"],
  "/studio/prompts/import": ["/studio/prompts/import"],
  "/studio/prompts/import/gold": ["/studio/prompts/import/gold"],
  "/studio/runs": ["/studio/runs"],
  "/studio/runs/[run]": ["/studio/runs/{run}"],
  "/studio/runs/new": ["/studio/runs/new"],
  "/studio/studies": ["/studio/studies"],
  "/studio/studies/[study]": ["/studio/studies/{study}", "/studio/studies/{draft}"],
  "/studio/studies/[study]/audit": ["/studio/studies/{study}/audit"],
  "/studio/studies/[study]/export": ["/studio/studies/{study}/export"],
  "/studio/studies/[study]/leaderboard": ["/studio/studies/{study}/leaderboard"],
  "/studio/studies/[study]/pay": ["/studio/studies/{study}/pay"],
  "/studio/studies/[study]/plan": ["/studio/studies/{study}/plan"],
  "/studio/studies/[study]/protocol": ["/studio/studies/{sample}/protocol"],
  "/studio/studies/[study]/protocol/amend": ["/studio/studies/{study}/protocol/amend"],
  "/studio/studies/[study]/protocol/open": ["/studio/studies/{draft}/protocol/open"],
  "/studio/studies/[study]/quality": ["/studio/studies/{study}/quality"],
  "/studio/studies/[study]/raters": ["/studio/studies/{study}/raters"],
  "/studio/studies/[study]/raters/[rater]": ["/studio/studies/{study}/raters/{rater}"],
  "/studio/studies/[study]/recruitment": ["/studio/studies/{study}/recruitment"],
  "/studio/studies/[study]/responses": ["/studio/studies/{study}/responses"],
  "/studio/studies/[study]/results": ["/studio/studies/{study}/results"],
  "/studio/studies/[study]/session": ["/studio/studies/{draft}/session", "/studio/studies/{study}/session"],
  "/studio/studies/[study]/session/preview": ["/studio/studies/{draft}/session/preview"],
  "/studio/studies/[study]/settings": ["/studio/studies/{study}/settings", "/studio/studies/{draft}/settings"],
  "/studio/studies/import": ["/studio/studies/import"],
  "/studio/studies/new": ["/studio/studies/new"],
};

/** What stands in a folder's parentheses is no part of an address. */
export function listRoutes(): string[] {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) =>
    /(^|\/)page\.tsx$/.test(file),
  );
  return files.map((file) => {
    const parts = dirname(file).split("/");
    return `/${parts.filter((part) => part !== "." && !part.startsWith("(")).join("/")}`;
  });
}

/** @throws a page without an address, or an address without a page. */
export function listAddresses(places: Places): string[] {
  expect(Object.keys(ADDRESSES).toSorted(), "each page of app/ has an address in every-page.ts").toEqual(
    listRoutes().toSorted(),
  );
  return Object.values(ADDRESSES)
    .flat()
    .map((address) =>
      address.replace(/\{(\w+)\}/g, (_, name: keyof Places["names"]) =>
        name === "rate" ? places.names[name] : encodeURIComponent(places.names[name]),
      ),
    );
}

export type Look = { width: number; colorScheme: "light" | "dark" };

/**
 * What is wrong with each page, by its address: a walk that stops at the first page tells little. A page is loaded in the
 * first look, and then changed to the others, as by turning a tablet or at dusk.
 */
export async function walk(
  { inside, outside }: { inside: BrowserContext; outside: BrowserContext },
  addresses: string[],
  looks: readonly Look[],
  onPage: (page: Page, address: string) => Promise<void> = async () => {},
): Promise<string[]> {
  const wrong: string[] = [];
  const [own, anyone] = [await inside.newPage(), await outside.newPage()];
  let at = "";
  for (const page of [own, anyone]) {
    page.on("console", (message) => {
      if (message.type() === "error") wrong.push(`${at}: ${message.text()}`);
    });
    page.on("pageerror", (error) => wrong.push(`${at}: ${error}`));
  }
  for (const address of addresses) {
    // a study's protocol before it is public is for those who work on it
    const page = /^\/(studio|protocols)/.test(address) ? own : anyone;
    for (const [index, { width, colorScheme }] of looks.entries()) {
      at = `${address} at ${width} px, ${colorScheme}`;
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      if (index === 0) {
        const reply = await page.goto(address);
        if (!reply?.ok()) wrong.push(`${at}: answered ${reply?.status()}`);
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      }
      wrong.push(...(await findFaults(page)).map((fault) => `${at}: ${fault}`));
    }
    await onPage(page, address);
  }
  await Promise.all([own.close(), anyone.close()]);
  return wrong;
}
