import { closePool } from "@/lib/db/pool";
import { closePrisma } from "@/lib/db/prisma";
import { closeQueue } from "@/lib/jobs/queue";
import { closeRedis } from "@/lib/redis/client";
import { seed } from "@/prisma/seed";

/** The first account, and the sample study; changes nothing where they exist. Leaves no connection open. */
export async function seedDatabase(sample: boolean): ReturnType<typeof seed> {
  try {
    return await seed({ sample });
  } finally {
    await closeQueue();
    await closeRedis();
    await closePrisma();
    await closePool();
  }
}
