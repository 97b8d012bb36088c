import type { Locator, Page } from "@playwright/test";
import { choiceButton, nextScreen, note, type Rater } from "@/e2e/support/rater";
import { expect } from "@/e2e/support/test";

type Plain = "first" | "second" | "tie";

/** Uneven, and another row of choices for each rater, so that no two counts agree by chance. */
function plan(index: number, rater: number): Plain {
  const row: Plain[] = [
    "first",
    "tie",
    "second",
    "second",
    "first",
    "second",
    "tie",
    "second",
    "second",
    "first",
    "second",
  ];
  return row[(index * index + 3 * rater) % row.length] as Plain;
}

/** Deeds beside plain votes, by how many votes went before; each returns with its vote cast. */
type Deeds = Record<number, () => Promise<void>>;

async function rateToTheEnd(
  rater: Rater,
  vote: (index: number) => Promise<void>,
  endRest: () => Promise<void>,
  deeds: Deeds,
): Promise<void> {
  for (let index = 0; ; ) {
    const screen = await nextScreen(rater);
    if (screen === "finished") break;
    if (screen === "rest") {
      await endRest();
      continue;
    }
    await (deeds[index] ?? (() => vote(index)))();
    index++;
  }
}

const answered = (page: Page, route: string) =>
  page.waitForResponse((response) => response.url().endsWith(`/${route}`) && response.ok());

/** Tab, Space, Enter and letters; no mouse. */
export async function rateByKeyboard(rater: Rater, slug: string): Promise<void> {
  const { page } = rater;
  const { keyboard } = page;
  const letters = { first: "a", second: "b", tie: "t" } as const;
  const vote = async (choice: Plain) => {
    await note(rater, choice);
    await keyboard.press(letters[choice]);
  };

  await page.goto(`/rate/${slug}`);
  await expect(page.getByRole("button", { name: "Start" })).toBeEnabled();
  await tabTo(page.getByRole("checkbox", { name: /^I have read this/ }));
  await keyboard.press("Space");
  await tabTo(page.getByRole("button", { name: "Start" }));
  await keyboard.press("Enter");
  const endRest = async () => {
    await tabTo(page.getByRole("button", { name: "Continue" }));
    await keyboard.press("Enter");
  };
  await rateToTheEnd(rater, (index) => vote(plan(index, 0)), endRest, {
    3: async () => {
      await note(rater, "cannot_judge", "subject");
      await keyboard.press("s");
      await expect(page.getByRole("button", { name: "I don’t know this subject" })).toBeFocused();
      await keyboard.press("Enter");
    },
    5: async () => {
      const flagged = answered(page, "flags");
      await keyboard.press("f");
      await tabTo(page.getByRole("button", { name: "Response B is broken or cut off" }));
      await keyboard.press("Enter");
      await flagged;
      await vote("first");
    },
    7: async () => {
      const recorded = answered(page, "votes");
      await vote("first");
      await recorded;
      const undone = answered(page, "undo");
      await keyboard.press("u");
      await undone;
      expect(await nextScreen(rater)).toBe("pair");
      await vote("tie");
    },
  });
}

async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${target} cannot be reached by Tab.`);
}

/** Buttons only, on a phone. */
export async function rateByTouch(rater: Rater, slug: string): Promise<void> {
  const { page } = rater;
  const tap = (name: string) => page.getByRole("button", { name }).tap();
  const vote = async (choice: Plain) => {
    await note(rater, choice);
    await choiceButton(page, choice).tap();
  };

  await page.goto(`/rate/${slug}`);
  await page.getByRole("checkbox", { name: /^I have read this/ }).tap();
  await tap("Start");
  await rateToTheEnd(
    rater,
    (index) => vote(plan(index, 1)),
    () => tap("Continue"),
    {
      2: async () => {
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
        await expect(choiceButton(page, "first")).toBeInViewport({ ratio: 1 });
        await expect(choiceButton(page, "second")).toBeInViewport({ ratio: 1 });
        await note(rater, "cannot_judge", "subject");
        await tap("Skip");
        await tap("I don’t know this subject");
      },
      4: async () => {
        const flagged = answered(page, "flags");
        await tap("Flag");
        await tap("Response A is offensive");
        await flagged;
        await vote("second");
      },
      6: async () => {
        const recorded = answered(page, "votes");
        await vote("second");
        await recorded;
        const undone = answered(page, "undo");
        await page.getByRole("group").getByRole("button", { name: "Undo" }).tap();
        await undone;
        expect(await nextScreen(rater)).toBe("pair");
        await vote("first");
      },
    },
  );
}

const KEPT = "Kept. Will be sent when you are back online.";
const SENT = "Sent. All your votes are recorded.";

/** A mouse, a hasty finger and a bad line. */
export async function rateThroughTrouble(rater: Rater, slug: string): Promise<void> {
  const { context } = rater;
  const says = (text: string) => expect(rater.page.getByRole("status")).toContainText(text);
  const vote = async (choice: Plain) => {
    await note(rater, choice);
    await choiceButton(rater.page, choice).click();
  };

  await rater.page.goto(`/rate/${slug}`);
  await rater.page.getByRole("checkbox", { name: /^I have read this/ }).check();
  await rater.page.getByRole("button", { name: "Start" }).click();
  const endRest = () => rater.page.getByRole("button", { name: "Continue" }).click();
  await rateToTheEnd(rater, (index) => vote(plan(index, 2)), endRest, {
    2: async () => {
      const recorded = answered(rater.page, "votes");
      await note(rater, "second");
      await choiceButton(rater.page, "second").dblclick();
      await recorded;
    },
    4: async () => {
      await context.setOffline(true);
      await vote("first");
      await says(KEPT);
      // the pair fetched beforehand can be judged too
      expect(await nextScreen(rater)).toBe("pair");
      await vote("second");
      await says(KEPT);
      await context.setOffline(false);
      await says(SENT);
    },
    7: async () => {
      // the server has the vote, and its answer is lost on the way
      await rater.page.route(
        "**/votes",
        async (route) => {
          await route.fetch();
          await route.abort("connectionreset");
        },
        { times: 1 },
      );
      await vote("tie");
      await says("Kept.");
      await says(SENT);
    },
    9: async () => {
      await context.setOffline(true);
      await vote("second");
      await says(KEPT);
      await rater.page.close();
      await context.setOffline(false);
      rater.page = await context.newPage();
      const recorded = answered(rater.page, "votes");
      await rater.page.goto(`/rate/${slug}`);
      await recorded;
    },
  });
}
