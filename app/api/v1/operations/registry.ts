import type { Operation } from "@/app/api/v1/operation";
import { raterOperations } from "@/app/api/v1/operations/raters";
import { setAndModelOperations } from "@/app/api/v1/operations/sets-and-models";
import { studyOperations } from "@/app/api/v1/operations/studies";
import { voteOperations } from "@/app/api/v1/operations/votes";

export const operations: Operation[] = [
  ...studyOperations,
  ...voteOperations,
  ...raterOperations,
  ...setAndModelOperations,
];
