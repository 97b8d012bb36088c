import { z } from "zod";
import type { Operation } from "@/app/api/v1/operation";
import { getRelease, listReleases } from "@/lib/exports/releases/queries";

const releaseSchema = z.looseObject({
  ...{ number: z.int(), slug: z.string(), title: z.string(), createdAt: z.iso.datetime() },
});

export const releaseOperations: Operation[] = [
  {
    ...{ method: "GET", path: "/studies/{study}/releases", scope: "studies:read", summary: "What was published of it" },
    reply: z.object({ items: z.array(releaseSchema) }),
    run: async ({ actor, params }) => ({ items: await listReleases(actor, params.study ?? "") }),
  },
  {
    ...{ method: "GET", path: "/releases/{slug}", scope: "studies:read", summary: "A release: its figures and files" },
    description:
      "A file is at its `address`, for anyone and without a token; it never changes, and its tag is its SHA-256.",
    reply: releaseSchema.extend({
      files: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: z.string(), address: z.string() })),
    }),
    run: async ({ params }) => {
      const release = await getRelease(params.slug ?? "");
      const toAddress = (name: string) =>
        `/api/releases/${release.slug}/${name.split("/").map(encodeURIComponent).join("/")}`;
      return { ...release, files: release.files.map((file) => ({ ...file, address: toAddress(file.name) })) };
    },
  },
];
