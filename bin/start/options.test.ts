import { expect, test } from "vitest";
import { parseOptions } from "@/bin/start/options";

test("without options it listens on 3000 and brings the sample study", () => {
  expect(parseOptions([])).toEqual({ port: 3000, dataDir: null, sample: true, help: false });
});

test("each option is read", () => {
  const all = ["--port", "0", "--data-dir=/srv/eucalypt", "--no-sample"];
  expect(parseOptions(all)).toEqual({ port: 0, dataDir: "/srv/eucalypt", sample: false, help: false });
});

test.each([["--port", "web"], ["--port", "70000"], ["--port", ""], ["--prot", "3000"], ["3000"]])(
  "%s %s is refused with a sentence",
  (...args) => {
    expect(() => parseOptions(args)).toThrow(/\.$/);
  },
);
