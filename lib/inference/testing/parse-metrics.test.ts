import { expect, test } from "vitest";
import { parseMetrics } from "@/lib/inference/testing/parse-metrics";

const HEAD = "# HELP wait Waited.\n# TYPE wait histogram\n";

test("text that Prometheus would refuse is refused", () => {
  const told = (buckets: string) => () => parseMetrics(`${HEAD}${buckets}wait_sum 3\nwait_count 2\n`);
  expect(told('wait_bucket{le="1"} 1\nwait_bucket{le="+Inf"} 2\n')).not.toThrow();
  expect(told('wait_bucket{le="1"} 3\nwait_bucket{le="+Inf"} 2\n')).toThrow(/cumulative/);
  expect(told('wait_bucket{le="1"} 1\n')).toThrow(/end with all/);
  expect(() => parseMetrics("wait 1\n")).toThrow(/HELP/);
  expect(() => parseMetrics("# HELP a A.\n# TYPE a gauge\na null\n")).toThrow(/No sample/);
  expect(() => parseMetrics("# HELP a A.\n# TYPE a gauge\na 1\na 2\n")).toThrow(/Twice/);
  expect(() => parseMetrics('# HELP a A.\n# TYPE a gauge\na{b="c"d} 1\n')).toThrow(/Labels/);
});
