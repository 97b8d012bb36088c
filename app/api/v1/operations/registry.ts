import type { Operation } from "@/app/api/v1/operation";
import { modelAndRunOperations } from "@/app/api/v1/operations/models-and-runs";
import { promptSetOperations } from "@/app/api/v1/operations/prompt-sets";
import { raterOperations } from "@/app/api/v1/operations/raters";
import { releaseOperations } from "@/app/api/v1/operations/releases";
import { studyOperations } from "@/app/api/v1/operations/studies";
import { voteOperations } from "@/app/api/v1/operations/votes";

export const operations: Operation[] = [
  ...studyOperations,
  ...voteOperations,
  ...releaseOperations,
  ...raterOperations,
  ...promptSetOperations,
  ...modelAndRunOperations,
];
