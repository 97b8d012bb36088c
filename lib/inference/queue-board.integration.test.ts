import { expect, test } from "vitest";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { BOARD_PATH, showQueueBoard } from "@/lib/inference/queue-board";
import { enqueueResponses } from "@/lib/jobs/endpoint-queues";
import { getRedis } from "@/lib/redis/client";

const ENDPOINT = "http://models.example.org:5007";
withTestDatabase();

const get = (path = "") => showQueueBoard(new Request(`http://localhost:3000${BOARD_PATH}${path}`));

test("the page names nothing elsewhere, and writes no style or script of its own", async () => {
  const page = await get();
  expect(page.headers.get("cache-control")).toBe("no-store");
  const html = await page.text();
  expect(html).toContain('<div id="root"></div>');
  expect(html).not.toMatch(/https?:\/\/|<style|style=|\son\w+=/);
  expect([...html.matchAll(/<script\b[^>]*>/g)].every(([tag]) => /src=|application\/json/.test(tag))).toBe(true);
});

test("the files that the page names are there, under its policy", async () => {
  const files = [...(await (await get()).text()).matchAll(/(?:src|href)="(static\/[^"]+)"/g)].map(([, file]) => file);
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) {
    const answer = await get(`/${file}`);
    expect(answer.status, file).toBe(200);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    await answer.body?.cancel();
  }
  expect((await get("/static/..%2f..%2fpackage.json")).status).toBe(404);
});

test("a queue is on the board from the request on that finds it there", async () => {
  const names = async () => (await (await get("/api/queues")).json()).queues.map(({ name }: { name: string }) => name);
  expect(await names()).toEqual(["eucalypt"]);
  await enqueueResponses(ENDPOINT, ["01890000-0000-7000-8000-000000000002"], 1);
  expect(await names()).toEqual(["eucalypt", expect.stringMatching(/^generate-/)]);
});

test("with Redis away the board says so", async () => {
  getRedis().disconnect();
  await expect(get("/api/queues")).rejects.toMatchObject({ code: "unavailable" });
});
