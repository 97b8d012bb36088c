import { expect, test } from "vitest";
import { readEvents, type StreamEvent } from "@/components/demo/read-events";

test("events are read whole, wherever the network cuts them, and comments are none", async () => {
  const sent = `: begun\n\nevent: text\ndata: {"first":"Grüße 🐨","second":null}\n\nevent: end\ndata: {"state":"done"}\n\n`;
  const bytes = new TextEncoder().encode(sent);
  for (const size of [1, 7, bytes.length]) {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    const events: StreamEvent[] = [];
    for await (const event of readEvents(body)) events.push(event);
    expect(events).toEqual([
      { name: "text", body: { first: "Grüße 🐨", second: null } },
      { name: "end", body: { state: "done" } },
    ]);
  }
});
