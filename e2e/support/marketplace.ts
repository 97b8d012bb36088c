import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What came back to the marketplace: where, with what. */
export type Arrived = { path: string; fields: Record<string, string> };

export type Marketplace = {
  /** http://127.0.0.1:…, another origin than the platform's localhost. */
  origin: string;
  arrived: Arrived[];
  stop: () => Promise<void>;
};

/**
 * A small marketplace that speaks the published protocols: a page that frames the study as MTurk does and takes the work at
 * /mturk/externalSubmit, and an address that a lab pool or Prolific takes people back at.
 */
export async function startMarketplace(): Promise<Marketplace> {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => void handle(request, response, arrived));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    arrived,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, arrived: Arrived[]): Promise<void> {
  const url = new URL(request.url ?? "/", "http://marketplace");
  if (url.pathname === "/mturk/hit") return frame(response, url);
  if (url.pathname === "/favicon.ico") return void response.writeHead(204).end();
  let body = "";
  for await (const chunk of request) body += chunk;
  const fields = Object.fromEntries([...url.searchParams, ...new URLSearchParams(body)]);
  arrived.push({ path: `${request.method} ${url.pathname}`, fields });
  send(response, `<h1>Received</h1><p>${url.pathname.replace(/[^\w/]/g, "")}</p>`);
}

/** MTurk's page of a HIT: the study in a frame, with what MTurk appends to its address. */
function frame(response: ServerResponse, url: URL): void {
  const study = new URL(url.searchParams.get("study") ?? "");
  const isAccepted = url.searchParams.get("accepted") === "true";
  study.searchParams.set("hitId", "HIT1");
  study.searchParams.set("assignmentId", isAccepted ? "ASSIGNMENT1" : "ASSIGNMENT_ID_NOT_AVAILABLE");
  if (isAccepted) {
    study.searchParams.set("workerId", "WORKER1");
    study.searchParams.set("turkSubmitTo", `http://${response.req.headers.host}`);
  }
  const address = study.href.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  send(response, `<h1>HIT</h1><iframe title="Task" width="1200" height="900" src="${address}"></iframe>`);
}

function send(response: ServerResponse, body: string): void {
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  response.end(`<!doctype html><html lang="en"><title>Marketplace</title><body>${body}</body></html>`);
}
