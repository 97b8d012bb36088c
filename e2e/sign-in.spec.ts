import type { Page } from "@playwright/test";
import { addAccount, signInByRequest, type TestAccount } from "@/e2e/support/accounts";
import { platform } from "@/e2e/support/platform";
import { expect, test } from "@/e2e/support/test";

// a refused sign-in is a 401, which the browser logs
test.use({ expectedErrors: [/status of 401/] });

async function fillIn(page: Page, { email, password }: Pick<TestAccount, "email" | "password">): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a wrong password is told beside the form, and the right one leads to the page that was asked for", async ({
  page,
}) => {
  const account = await addAccount("wrong", "editor");
  await page.goto(`${platform.webUrl}/studio/prompts`);
  await fillIn(page, { ...account, password: "not this one" });
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(
    "That e-mail and password do not belong together. Check both.",
  );
  await fillIn(page, account);
  await expect(page.getByRole("heading", { level: 1, name: "Prompts" })).toBeVisible();
  await page.goto(`${platform.webUrl}/sign-in`);
  await expect(page, "whoever is signed in already goes on").toHaveURL(/\/studio\/studies$/);
});

test("a link cannot lead out of the site by way of signing in", async ({ page }) => {
  await page.goto(`${platform.webUrl}/sign-in?callback=${encodeURIComponent("//evil.example/")}`);
  await fillIn(page, await addAccount("callback", "editor"));
  await expect(page).toHaveURL(`${platform.webUrl}/studio/studies`);
});

test("after six wrong tries the right password has to wait, and the page says how long", async ({ page }) => {
  const account = await addAccount("throttled", "editor");
  await page.goto(`${platform.webUrl}/sign-in`);
  for (let tries = 0; tries < 6; tries++) {
    const answered = page.waitForResponse((response) => response.url().includes("/callback/credentials"));
    await fillIn(page, { ...account, password: "not this one" });
    await answered;
    await expect(page.getByRole("main").getByRole("alert")).toContainText("do not belong together");
  }
  await fillIn(page, account);
  await expect(page.getByRole("main").getByRole("alert")).toHaveText("Too many tries. Try again in 15 minutes.");
});

test("a changed password signs every other browser out", async ({ page }) => {
  const account = await addAccount("changing", "editor");
  const elsewhere = await signInByRequest(account);
  expect((await elsewhere.get("/studio/studies")).status()).toBe(200);

  await page.goto(`${platform.webUrl}/studio/account`);
  await fillIn(page, account);
  await page.getByLabel("Password now").fill(account.password);
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Write at least 12 characters.")).toBeVisible();
  await page.getByLabel("Password now").fill(account.password);
  await page.getByLabel("New password").fill("a longer password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();

  expect((await elsewhere.get("/studio/studies")).status()).toBe(307);
  await elsewhere.dispose();
  await fillIn(page, { ...account, password: "a longer password" });
  await expect(page.getByRole("heading", { level: 1, name: "Your account" })).toBeVisible();
});

test("signing out ends it for this browser", async ({ page }) => {
  await page.goto(`${platform.webUrl}/studio/account`);
  await fillIn(page, await addAccount("leaving", "viewer"));
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(`${platform.webUrl}/`);
  await page.goto(`${platform.webUrl}/studio/account`);
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
});
