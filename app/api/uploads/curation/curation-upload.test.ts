import { expect, test } from "vitest";
import { readCurationUpload } from "@/app/api/uploads/curation/curation-upload";

const FORM = "format=sharegpt&set=river&file=raw.json&size=10&near=0.8&languages=en,%20de&bleu=20&containment=0&seed=0";

test("the form's fields are the curation's options, with the files in the body's order", () => {
  const corpora =
    "&corpus.file=a.json&corpus.size=5&corpus.format=hc3&corpus.file=b.json&corpus.size=7&corpus.format=hc3";
  const upload = readCurationUpload(new URLSearchParams(`${FORM}&code=on&unsafe=on&sample=18&byCategory=on${corpora}`));
  expect(upload.raw).toEqual({ fileName: "raw.json", size: 10 });
  expect(upload.corpora).toEqual([
    { fileName: "a.json", size: 5, format: "hc3" },
    { fileName: "b.json", size: 7, format: "hc3" },
  ]);
  expect(upload.options).toMatchObject({ format: "sharegpt", set: "river", licence: null, draft: true });
  expect(upload.options.options).toMatchObject({
    ...{ nearDuplicate: 0.8, languages: ["en", "de"], dropCode: true, dropPersonalData: false, dropUnsafe: true },
    ...{ bleu: 20, containment: 0, sample: { size: 18, seed: 0, byCategory: true } },
  });
});

test("none and all leave a step out; no sample is none", () => {
  const { options } = readCurationUpload(new URLSearchParams("format=jsonl&set=s&size=1&near=none&languages=all"));
  expect(options.options).toMatchObject({ nearDuplicate: null, languages: [], sample: null });
});

test("a corpus of no format is refused", () => {
  const query = new URLSearchParams(`${FORM}&corpus.file=a&corpus.size=5&corpus.format=dog`);
  expect(() => readCurationUpload(query)).toThrow("Give a corpus as FORMAT:FILE");
});
