import type { Cleanup } from "@/bin/start/cleanup";
import { type Installation, webProcess, workerProcess } from "@/bin/start/processes";
import type { Report } from "@/bin/start/report";
import { supervise } from "@/bin/start/supervise";
import { waitHealthy } from "@/bin/start/wait-healthy";

type Plan = {
  installation: Installation;
  distDir: string;
  port: number;
  publicUrl: string;
  report: Report;
  cleanup: Cleanup;
  abort: AbortSignal;
};

/** Starts web and worker, and waits until the platform says that it is whole. */
export async function startProcesses(plan: Plan): Promise<void> {
  const { installation, distDir, port, publicUrl, report, cleanup, abort } = plan;
  const specs = [webProcess(installation, distDir, port, publicUrl), workerProcess(installation, publicUrl)];
  const processes = specs.map((spec) => supervise(spec, report.say, cleanup.refresh));
  cleanup.add({
    stop: async () => {
      await Promise.all(processes.map((one) => one.stop()));
    },
    guarded: () => processes.flatMap((one) => one.pid() ?? []).map((pid) => ({ pid, signal: "SIGTERM" })),
  });
  await waitHealthy(`http://127.0.0.1:${port}`, processes, abort);
}
