import { join } from "node:path";
import { ROOT } from "@/bin/build/production-build";

/**
 * What Node is given to run one of our programs: as `npm` compiled them for whoever started us (`compile-programs.mjs`), else
 * from its sources, which takes seconds longer.
 */
export function programArgs(name: "eucalypt" | "start" | "worker"): string[] {
  const compiled = process.env.EUCALYPT_PROGRAMS;
  const script = compiled
    ? ["--enable-source-maps", join(compiled, `${name}.js`)]
    : ["--import", "tsx", join(ROOT, "bin", name, "main.ts")];
  // "server-only" refuses to load outside Next unless this condition is set
  return ["--conditions=react-server", ...script];
}
