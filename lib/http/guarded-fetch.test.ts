import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { parseAllowedHosts } from "./allowed-hosts";
import { AppError } from "./app-error";
import { ForbiddenAddressError } from "./forbidden-address-error";
import { createGuardedFetch, type GuardedReply } from "./guarded-connection";
import { checkModelUrl, guardedFetch } from "./guarded-fetch";

const servers: Server[] = [];

afterEach(() => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function serve(listener: RequestListener) {
  const seen: { headers: IncomingMessage["headers"]; method: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    seen.push({ headers: request.headers, method: request.method ?? "", body });
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, seen };
}

type Resolver = (hostname: string) => string[];

/** A guard of its own, whose names resolve as the test says. */
function makeFetch(list: string, resolve: Resolver = () => ["127.0.0.1"]) {
  return createGuardedFetch({
    getAllowedHosts: () => parseAllowedHosts(list),
    lookup: (hostname, _options, callback) =>
      callback(
        null,
        resolve(hostname).map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      ),
  });
}

const readText = async ({ body }: GuardedReply) => (await body.toArray()).join("");

const ok: RequestListener = (_, response) => response.end("ok");
const redirectTo =
  (location: string, status = 302): RequestListener =>
  (_, response) =>
    response.writeHead(status, { location }).end();

test("a listed host is reached, and its answer is whole", async () => {
  const { port } = await serve(ok);
  const response = await makeFetch(`models.lab:${port}`)(`http://models.lab:${port}/`);
  expect(await readText(response)).toBe("ok");
  vi.stubEnv("EUCALYPT_MODEL_HOSTS", "127.0.0.0/8");
  expect(await readText(await guardedFetch(`http://127.0.0.1:${port}/`))).toBe("ok");
});

test("an internal address is not connected to, as an address or behind a name", async () => {
  const { port, seen } = await serve(ok);
  const fetch = makeFetch("public");
  for (const host of ["127.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "innocent.example"]) {
    await expect(fetch(`http://${host}:${port}/`)).rejects.toBeInstanceOf(ForbiddenAddressError);
  }
  // TLS asks the same guard
  await expect(fetch(`https://innocent.example:${port}/`)).rejects.toThrow(
    "resolves to 127.0.0.1, an internal address",
  );
  await expect(guardedFetch(`http://localhost:${port}/`)).rejects.toBeInstanceOf(ForbiddenAddressError);
  expect(seen).toHaveLength(0);
});

test("a name that turns to another address after it was checked gains nothing: what is checked is what is used", async () => {
  const { port, seen } = await serve(ok);
  let asked = 0;
  const fetch = makeFetch("public", () => {
    asked += 1;
    return [asked === 1 ? "127.0.0.1" : "8.8.8.8"];
  });
  await expect(fetch(`http://rebind.example:${port}/`)).rejects.toThrow("resolves to 127.0.0.1");
  expect(asked).toBe(1);
  expect(seen).toHaveLength(0);
});

test("each new connection is checked again", async () => {
  const { port } = await serve((_, response) => response.setHeader("connection", "close").end("ok"));
  let address = "127.0.0.1";
  const fetch = makeFetch("127.0.0.1", () => [address]);
  expect((await fetch(`http://models.lab:${port}/`)).status).toBe(200);
  address = "169.254.169.254";
  await expect(fetch(`http://models.lab:${port}/`)).rejects.toThrow("resolves to 169.254.169.254");
});

test.each([
  "http://127.0.0.1:5009/",
  "http://169.254.169.254/latest/meta-data/",
  "http://inside.example/",
  "file:///etc/passwd",
])("a redirect to where it may not go is refused: %s", async (location) => {
  const { port } = await serve(redirectTo(location));
  const fetch = makeFetch(`models.lab:${port}`);
  await expect(fetch(`http://models.lab:${port}/`)).rejects.toBeInstanceOf(ForbiddenAddressError);
});

test("a redirect is followed with the same body, and the key goes to no other origin", async () => {
  const other = await serve(ok);
  const elsewhere = await serve(redirectTo(`http://models.lab:${other.port}/moved`, 307));
  const fetch = makeFetch("models.lab");
  const headers = { Authorization: "Bearer secret", "x-api-key": "secret", "content-type": "application/json" };
  const response = await fetch(`http://models.lab:${elsewhere.port}/`, { method: "POST", headers, body: "{}" });
  expect(await readText(response)).toBe("ok");
  expect(elsewhere.seen[0]?.headers.authorization).toBe("Bearer secret");
  expect(other.seen[0]).toMatchObject({ method: "POST", body: "{}", headers: { "content-type": "application/json" } });
  expect(JSON.stringify(other.seen[0])).not.toContain("secret");
});

test("on the same origin the key is kept", async () => {
  const { port, seen } = await serve((request, response) =>
    request.url === "/new" ? response.end("ok") : response.writeHead(308, { location: "/new" }).end(),
  );
  const headers = { authorization: "Bearer secret" };
  await makeFetch("models.lab")(`http://models.lab:${port}/old`, { method: "POST", headers, body: "{}" });
  expect(seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer secret", "Bearer secret"]);
});

test("more than three redirects are not followed", async () => {
  const { port, seen } = await serve(redirectTo("/again"));
  expect((await makeFetch("models.lab")(`http://models.lab:${port}/`)).status).toBe(302);
  expect(seen).toHaveLength(4);
});

test("what is no address of the web is refused", async () => {
  for (const url of ["data:text/plain,hello", "file:///etc/passwd", "ftp://models.lab/"]) {
    await expect(makeFetch("public")(url)).rejects.toBeInstanceOf(ForbiddenAddressError);
  }
});

test("a base URL is checked when it is saved", async () => {
  const refused = async (url: string) => {
    const error = await checkModelUrl(url).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).code).toBe("bad_input");
    return (error as AppError).message;
  };
  expect(await refused("http://127.0.0.1:5009")).toBe(
    "http://127.0.0.1:5009 is an internal address, and EUCALYPT_MODEL_HOSTS does not allow it. " +
      "Add 127.0.0.1:5009 to it and restart.",
  );
  expect(await refused("http://localhost:5009")).toContain("localhost:5009 resolves to ");
  expect(await refused("ftp://models.lab/v1")).toContain("begins with http://");
  expect(await refused("https://me:secret@models.lab/v1")).toContain("no user or password");
  await expect(checkModelUrl("https://nowhere.invalid/v1")).resolves.toBeUndefined();
  vi.stubEnv("EUCALYPT_MODEL_HOSTS", "public,127.0.0.1:5009, localhost");
  await expect(checkModelUrl("http://127.0.0.1:5009")).resolves.toBeUndefined();
  await expect(checkModelUrl("http://localhost:5009/v1")).resolves.toBeUndefined();
  vi.stubEnv("EUCALYPT_MODEL_HOSTS", "public,10.0.0.0/99");
  await expect(checkModelUrl("http://127.0.0.1:5009")).rejects.toThrow('holds "10.0.0.0/99"');
});
