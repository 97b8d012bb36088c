import type { Page } from "@playwright/test";
import { platform } from "@/e2e/support/platform";

/** Through the form, as the installation's owner, and on to a page of the studio. */
export async function signInAsOwner(page: Page, path: string): Promise<void> {
  await page.goto(`${platform.webUrl}/sign-in?callback=${encodeURIComponent(path)}`);
  await page.getByLabel("E-mail").fill(platform.owner.email);
  await page.getByLabel("Password").fill(platform.owner.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${platform.webUrl}${path}`);
}
