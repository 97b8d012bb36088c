import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/lib/db/generated/client";
import { getPool } from "@/lib/db/pool";

let prisma: PrismaClient | undefined;

export function getPrisma(): PrismaClient {
  prisma ??= new PrismaClient({
    adapter: new PrismaPg(getPool(), { disposeExternalPool: false }),
    transactionOptions: { maxWait: 10_000 },
  });
  return prisma;
}

export async function closePrisma(): Promise<void> {
  await prisma?.$disconnect();
  prisma = undefined;
}
