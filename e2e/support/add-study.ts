import { platform } from "@/e2e/support/platform";
import { type MadeStudy, makeStudy } from "@/lib/assignments/testing/make-study";

/** A study straight into the platform's database, for specs about raters and not about how a study is made. */
export async function addStudy(options: Parameters<typeof makeStudy>[0]): Promise<MadeStudy> {
  Object.assign(process.env, {
    DATABASE_URL: platform.databaseUrl,
    REDIS_URL: platform.redisUrl,
    NEXTAUTH_SECRET: "unused-by-the-factory-but-wanted-by-env",
  });
  return makeStudy(options);
}
