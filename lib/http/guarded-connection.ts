import type { LookupAddress, LookupOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { Agent, buildConnector, request as send } from "undici";
import type { AllowedHosts } from "./allowed-hosts";
import { checkLiteral, checkResolved, type Target } from "./check-address";
import { ForbiddenAddressError } from "./forbidden-address-error";

type Lookup = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

type Guard = { getAllowedHosts: () => AllowedHosts; lookup: Lookup };

/** A reply whose body, as it was sent and not yet read, the caller reads to its end or destroys. */
export type GuardedReply = { status: number; isOk: boolean; headers: Headers; body: Readable };

/** Only what can be sent again to where a redirect points. */
export type GuardedInit = {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
};

export type GuardedFetch = (url: string, init?: GuardedInit) => Promise<GuardedReply>;

const MAX_REDIRECTS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];
const SECRET_HEADERS = ["authorization", "cookie", "proxy-authorization", "api-key", "x-api-key"];

/** A name is resolved, and every redirect followed, under the guard's eyes; `guardedFetch` is the one for the process. */
export function createGuardedFetch(guard: Guard): GuardedFetch {
  const agent = new Agent({
    connect: guardedConnector(guard),
    connections: null,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return async (address, init = {}) => {
    let url = new URL(address);
    let request: GuardedInit = init;
    for (let hops = 0; ; hops += 1) {
      if (!["http:", "https:"].includes(url.protocol)) {
        throw new ForbiddenAddressError(
          `${url.protocol} is not a protocol of model endpoints: give http:// or https://.`,
        );
      }
      const reply = await sendOnce(url, request, agent);
      const location = reply.headers.get("location");
      const isFollowed = REDIRECTS.includes(reply.status) && location !== null && hops < MAX_REDIRECTS;
      if (!isFollowed || !URL.canParse(location, url.href)) return reply;
      reply.body.on("error", () => {}).destroy();
      const next = new URL(location, url);
      request = toNextRequest(request, reply.status, next.origin === url.origin);
      url = next;
    }
  };
}

/** undici's `request` and not its `fetch`: the streams and copies of the latter cost a worker a fifth of its time. */
async function sendOnce(url: URL, { method = "GET", ...init }: GuardedInit, dispatcher: Agent): Promise<GuardedReply> {
  // answers are read as they come
  const headers = { ...init.headers, "accept-encoding": "identity" };
  const reply = await send(url, { ...init, headers, method: method as "GET", dispatcher });
  const { statusCode: status, body } = reply;
  return { status, isOk: status >= 200 && status < 300, headers: toHeaders(reply.headers), body };
}

function toHeaders(raw: Record<string, string | string[] | undefined>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) {
    for (const line of [value ?? []].flat()) headers.append(name, line);
  }
  return headers;
}

/** A prompt that was posted is posted again, also after 301 and 302, where browsers would turn to GET. */
function toNextRequest(request: GuardedInit, status: number, isSameOrigin: boolean): GuardedInit {
  const { body, ...rest } = request;
  const next: GuardedInit = status === 303 ? { ...rest, method: "GET" } : request;
  if (isSameOrigin) return next;
  const headers = Object.entries(next.headers ?? {}).filter(([name]) => !SECRET_HEADERS.includes(name.toLowerCase()));
  return { ...next, headers: Object.fromEntries(headers) };
}

function guardedConnector({ getAllowedHosts, lookup }: Guard): buildConnector.connector {
  // the lookup does not hear of the port, so there is one connector a port
  const connectors = new Map<string, buildConnector.connector>();
  return (options, callback) => {
    const target = {
      protocol: options.protocol,
      hostname: options.hostname,
      port: Number(options.port) || (options.protocol === "https:" ? 443 : 80),
    };
    try {
      // no lookup happens for an address
      checkLiteral(getAllowedHosts(), target);
    } catch (error) {
      callback(error as Error, null);
      return;
    }
    const key = `${target.protocol}${target.port}`;
    let connector = connectors.get(key);
    if (connector === undefined) {
      connector = buildConnector({ lookup: guardedLookup(getAllowedHosts, lookup, target) });
      connectors.set(key, connector);
    }
    connector(options, callback);
  };
}

/** What it hands over is what is connected to, so a name that changes its mind between check and use gains nothing. */
function guardedLookup(
  getAllowedHosts: () => AllowedHosts,
  lookup: Lookup,
  { protocol, port }: Target,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true } as LookupOptions & { all: true }, (error, addresses) => {
      if (error) return callback(error, "", 0);
      try {
        checkResolved(getAllowedHosts(), { protocol, hostname, port }, addresses);
      } catch (refusal) {
        return callback(refusal as Error, "", 0);
      }
      const [first] = addresses;
      if (options.all) return callback(null, addresses);
      return first ? callback(null, first.address, first.family) : callback(new Error("no address"), "", 0);
    });
  };
}
