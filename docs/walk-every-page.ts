import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { signInByRequest } from "@/e2e/support/accounts";
import { listAddresses, walk } from "@/e2e/support/every-page";
import { makePlaces } from "@/e2e/support/make-places";
import { findPublishedData } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";

const LOOKS = [
  { width: 1440, colorScheme: "light" },
  { width: 390, colorScheme: "dark" },
  { width: 1440, colorScheme: "dark" },
  { width: 390, colorScheme: "light" },
] as const;

/** Each page of the application, whole, at both widths in both themes: to look at, and kept nowhere. */
test("every page", async ({ browser }, { project }) => {
  test.setTimeout(1_800_000);
  const places = await makePlaces(findPublishedData());
  const addresses = listAddresses(places);
  const signedIn = await signInByRequest(places.account);
  const at = { baseURL: platform.webUrl };
  const inside = await browser.newContext({ ...at, storageState: await signedIn.storageState() });
  const outside = await browser.newContext(at);
  const wrong: string[] = [];
  for (const look of LOOKS) {
    const { width, colorScheme } = look;
    const found = await walk({ inside, outside }, addresses, [look], async (page, address) => {
      const number = String(addresses.indexOf(address)).padStart(2, "0");
      const name = `${number}${address.replace(/\W+/g, "-").slice(0, 60)}-${width}-${colorScheme}.png`;
      await page.screenshot({ path: join(project.outputDir, "pages", name), fullPage: true });
    });
    for (const fault of found) console.log(fault);
    wrong.push(...found);
  }
  expect(wrong).toEqual([]);
});
