import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { closeAtEnd } from "@/lib/close-at-end";
import { PrismaClient } from "@/lib/db/generated/client";
import { getPool } from "@/lib/db/pool";

let prisma: PrismaClient | undefined;

export function getPrisma(): PrismaClient {
  prisma ??= makePrisma();
  return prisma;
}

function makePrisma(): PrismaClient {
  const made = new PrismaClient({
    adapter: new PrismaPg(getPool(), { disposeExternalPool: false }),
    transactionOptions: { maxWait: 10_000 },
  });
  closeAtEnd(closePrisma);
  return made;
}

export async function closePrisma(): Promise<void> {
  await prisma?.$disconnect();
  prisma = undefined;
}
