import type { PromptFormat } from "@/lib/formats/registry";

export const PUBLISHED_SETS = ["koala-test-set", "self-instruct"] as const;
export type PublishedSetName = (typeof PUBLISHED_SETS)[number];

export type PublishedSet = {
  format: PromptFormat;
  /** The prompt set's name here, unless another is given. */
  setName: string;
  /** On GitHub. */
  repository: string;
  path: string;
  commit: string;
  /** Of the file at that commit: hex. */
  sha256: string;
  licence: string;
};

/** The two test sets of the Koala study, at the commits that this platform was checked with. */
export const publishedSets: Record<PublishedSetName, PublishedSet> = {
  "koala-test-set": {
    format: "koala-test-set",
    setName: "Koala test set",
    repository: "arnav-gudibande/koala-test-set",
    path: "koala_test_set.jsonl",
    commit: "2d4396aee3cff495382e9b0ad2521d70b177763b",
    sha256: "c8cda5c53810dc30aad34fabbb828fe3eba0957119e00916650c971905d19886",
    licence: "Apache-2.0",
  },
  "self-instruct": {
    format: "self-instruct",
    setName: "Self-instruct user-oriented instructions",
    repository: "yizhongw/self-instruct",
    path: "human_eval/user_oriented_instructions.jsonl",
    commit: "0b26ccaa415992100fa32df62d41b994cf928e23",
    sha256: "81d60a117db495cecedecd9193504fd07c5b5a42f6699ef6b0f9da10fc22f42e",
    licence: "Apache-2.0",
  },
};

/** Where the file is downloaded from, by a person too. */
export function addressOf({ repository, path, commit }: PublishedSet): string {
  return `https://raw.githubusercontent.com/${repository}/${commit}/${path}`;
}
