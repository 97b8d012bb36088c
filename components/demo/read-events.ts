import type { DemoEvent } from "@/lib/demo/schema";

export type StreamEvent = DemoEvent | { name: "problem"; body: { message: string } };

/** The events of a reply, as they come. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true });
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = toEvent(block);
      if (event) yield event;
    }
  }
}

/** null: a comment that keeps the connection open. */
function toEvent(block: string): StreamEvent | null {
  const lines = block.split("\n");
  const find = (field: string) => lines.find((line) => line.startsWith(field))?.slice(field.length);
  const name = find("event: ");
  const text = find("data: ");
  return name && text ? ({ name, body: JSON.parse(text) } as StreamEvent) : null;
}
