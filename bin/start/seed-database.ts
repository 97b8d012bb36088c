import { closeEverything } from "@/lib/close-at-end";
import { seed } from "@/prisma/seed";

/** The first account, and the sample study; changes nothing where they exist. Leaves no connection open. */
export async function seedDatabase(sample: boolean): ReturnType<typeof seed> {
  try {
    return await seed({ sample });
  } finally {
    await closeEverything();
  }
}
