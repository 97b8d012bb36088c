import { signInByRequest } from "@/e2e/support/accounts";
import { listAddresses, walk } from "@/e2e/support/every-page";
import { makePlaces } from "@/e2e/support/make-places";
import { platform } from "@/e2e/support/platform";
import { expect, test } from "@/e2e/support/test";

const LOOKS = [
  { width: 390, colorScheme: "dark" },
  { width: 1440, colorScheme: "light" },
] as const;

test("every page is free of axe violations, of errors and of sideways scrolling, on a phone in the dark and on a desk in the light", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const places = await makePlaces(null);
  const signedIn = await signInByRequest(places.account);
  const at = { baseURL: platform.webUrl };
  const inside = await browser.newContext({ ...at, storageState: await signedIn.storageState() });
  const outside = await browser.newContext(at);
  expect(await walk({ inside, outside }, listAddresses(places), LOOKS)).toEqual([]);
  await Promise.all([inside.close(), outside.close(), signedIn.dispose()]);
});
