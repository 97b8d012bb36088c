import "server-only";
import { getPrisma } from "@/lib/db/prisma";

/** Where anyone may try rating: the newest sample study that is open. Its address is no secret. */
export async function findOpenSample(): Promise<{ slug: string } | null> {
  return getPrisma().study.findFirst({
    where: { isSample: true, status: "open" },
    orderBy: { createdAt: "desc" },
    select: { slug: true },
  });
}
