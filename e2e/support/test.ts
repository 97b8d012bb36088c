import { test as base, expect } from "@playwright/test";

/** As Playwright's, and a test fails when its page logs an error. One that provokes errors says which. */
export const test = base.extend<{ expectedErrors: RegExp[] }>({
  expectedErrors: [[], { option: true }],
  page: async ({ page, expectedErrors }, use) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(String(error)));
    await use(page);
    expect(errors.filter((error) => !expectedErrors.some((known) => known.test(error)))).toEqual([]);
  },
});

export { expect };
