import "server-only";
import { createBullBoard } from "@bull-board/api";
import { BullMQAdapter } from "@bull-board/api/bullMQAdapter";
import { HonoAdapter } from "@bull-board/hono";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { AppError } from "@/lib/http/app-error";
import { toSecurityHeaders } from "@/lib/http/security-headers";
import { listKnownQueues } from "@/lib/inference/queries/known-queues";

export const BOARD_PATH = "/studio/queues";

/**
 * Its own scripts and nothing else; its page has a `base` element. Its editor of a job's data writes style elements, whose
 * text nobody knows beforehand; a style can fetch nothing from elsewhere.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "style-src-attr 'none'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Bull Board's answer to a request for one of its pages, its files or its API. Whoever calls this has made sure of who
 * asks: the board may empty queues.
 *
 * @throws {AppError} unavailable: Redis is away.
 */
export async function showQueueBoard(request: Request): Promise<Response> {
  const board = new HonoAdapter(serveStatic).setBasePath(BOARD_PATH);
  createBullBoard({
    // made for each request: queues come and go with endpoints
    queues: isFile(request) ? [] : await adaptQueues(),
    serverAdapter: board,
    options: {
      uiConfig: {
        boardTitle: "Queues",
        boardLogo: { path: "/icon.svg", width: 24, height: 24 },
        favIcon: { default: "/icon.svg", alternative: "/icon.svg" },
        miscLinks: [{ text: "Back to the studio", url: "/studio/runs" }],
        hideDocsLink: true,
      },
    },
  });
  const app = new Hono().route(BOARD_PATH, board.registerPlugin());
  return withHeaders(await app.fetch(request), isFile(request));
}

function isFile(request: Request): boolean {
  return new URL(request.url).pathname.startsWith(`${BOARD_PATH}/static/`);
}

async function adaptQueues(): Promise<BullMQAdapter[]> {
  const known = await listKnownQueues().catch((cause) => {
    throw new AppError("unavailable", "The queues are in Redis, which does not answer. Try again when it is back.", {
      cause,
    });
  });
  return known.map(({ queue, endpoint }) => {
    return new BullMQAdapter(queue, endpoint ? { displayName: endpoint, description: queue.name } : {});
  });
}

async function withHeaders(answer: Response, isFile: boolean): Promise<Response> {
  const isPage = answer.headers.get("content-type")?.startsWith("text/html") ?? false;
  const headers = new Headers(answer.headers);
  // the page is rewritten
  headers.delete("content-length");
  // the files are the package's, and say nothing of this installation
  headers.set("Cache-Control", isFile && answer.ok ? "private, max-age=3600" : "no-store");
  headers.set("Content-Security-Policy", POLICY);
  for (const [name, value] of Object.entries(toSecurityHeaders("page"))) headers.set(name, value);
  return new Response(isPage ? tamePage(await answer.text()) : answer.body, { status: answer.status, headers });
}

/** Without the fonts that it would fetch from elsewhere, and without the splash that is drawn by inline styles. */
function tamePage(html: string): string {
  return html
    .replace(/<link\b[^>]*\bhref="https?:[^>]*>/g, "")
    .replace(/<div id="root">.*?<\/style>\s*<\/div>/s, '<div id="root"></div>');
}
