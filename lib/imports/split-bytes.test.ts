import { expect, test } from "vitest";
import { bytesOf, collect } from "@/lib/formats/testing/bytes";
import { splitBytes } from "@/lib/imports/split-bytes";

const textOf = async (bytes: AsyncIterable<Uint8Array>) => Buffer.concat(await collect(bytes)).toString();

test.each([1, 2, 3, 5, 100])("files sent one after another come apart, in chunks of %d", async (chunkSize) => {
  const files = ["first\n", "", "the second", "3"];
  const parts = splitBytes(
    bytesOf(files.join(""), chunkSize),
    files.map((file) => file.length),
  );
  for (const [at, part] of parts.entries()) expect(await textOf(part)).toBe(files[at]);
});

test("an upload that ends early is an error", async () => {
  const [first, second] = splitBytes(bytesOf("abc"), [2, 5]) as [AsyncIterable<Uint8Array>, AsyncIterable<Uint8Array>];
  expect(await textOf(first)).toBe("ab");
  await expect(textOf(second)).rejects.toThrow("The upload ended before all files were in.");
});
