import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A real HTTP server on loopback that can be taken away and brought back under the same address. */
export type SwitchableServer = {
  port: number;
  /** http://127.0.0.1:port */
  origin: string;
  /** Every connection breaks, and new ones are refused. */
  down: () => Promise<void>;
  up: () => Promise<void>;
  stop: () => Promise<void>;
};

/** @param port 0: any that is free. */
export async function startSwitchableServer(listener: RequestListener, port = 0): Promise<SwitchableServer> {
  const server = createServer(listener);
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const listen = (on: number) =>
    new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(on, "127.0.0.1", 4_096, () => {
        server.off("error", reject);
        resolve();
      });
    });
  const down = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen(port);
  const own = (server.address() as AddressInfo).port;
  return { port: own, origin: `http://127.0.0.1:${own}`, down, up: () => listen(own), stop: down };
}
