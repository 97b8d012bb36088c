/**
 * A chat endpoint that answers each request after the same time, in a process of its own: the limit that the pool is
 * measured against. Prints its address, then how many it held at once when asked to end.
 */
import { createServer } from "node:http";

const latencyMs = Number(process.argv[2]);
let held = 0;
let most = 0;

const server = createServer((request, response) => {
  held += 1;
  most = Math.max(most, held);
  request.resume();
  setTimeout(() => {
    held -= 1;
    response.writeHead(200, { "content-type": "application/json" });
    response.end(ANSWER);
  }, latencyMs);
});

const ANSWER = JSON.stringify({
  id: "bench",
  object: "chat.completion",
  created: 0,
  model: "bench",
  choices: [
    { index: 0, finish_reason: "stop", message: { role: "assistant", content: "An answer made for a measurement." } },
  ],
  usage: { prompt_tokens: 12, completion_tokens: 7, total_tokens: 19 },
});

server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as { port: number }).port });
});
process.on("message", () => process.send?.({ most }));
process.on("disconnect", () => process.exit(0));
