import { crc32, deflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { withResolution } from "@/components/results/png-resolution";

function toChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), content]);
  const length = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

it("a PNG at 300 dpi says 11811 dots a metre, right after its header, with a valid checksum", () => {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    toChunk("IHDR", header),
    toChunk("IDAT", deflateSync(Buffer.from([0, 255]))),
    toChunk("IEND", Buffer.alloc(0)),
  ]);
  const physical = Buffer.alloc(9, 1);
  physical.writeUInt32BE(11_811, 0);
  physical.writeUInt32BE(11_811, 4);
  const expected = Buffer.concat([png.subarray(0, 33), toChunk("pHYs", physical), png.subarray(33)]);
  expect(Buffer.from(withResolution(png, 300))).toEqual(expected);
});
