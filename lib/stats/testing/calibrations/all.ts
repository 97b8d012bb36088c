import type { Calibration } from "@/lib/stats/testing/calibration";
import { AGREEMENT_CALIBRATIONS } from "@/lib/stats/testing/calibrations/agreement";
import { BOOTSTRAP_CALIBRATIONS } from "@/lib/stats/testing/calibrations/bootstrap";
import { EQUIVALENCE_CALIBRATIONS } from "@/lib/stats/testing/calibrations/equivalence";
import { PLANNING_CALIBRATIONS } from "@/lib/stats/testing/calibrations/planning";
import { POSITION_CALIBRATIONS } from "@/lib/stats/testing/calibrations/position";
import { RANKING_CALIBRATIONS } from "@/lib/stats/testing/calibrations/ranking";
import { RATE_CALIBRATIONS } from "@/lib/stats/testing/calibrations/rates";
import { SEQUENCE_CALIBRATIONS } from "@/lib/stats/testing/calibrations/sequence";
import { TEST_CALIBRATIONS } from "@/lib/stats/testing/calibrations/tests";

/** Every interval and every test that the dashboards show, in the order in which a table of them is read. */
export const ALL_CALIBRATIONS: readonly Calibration[] = [
  ...RATE_CALIBRATIONS,
  ...BOOTSTRAP_CALIBRATIONS,
  ...TEST_CALIBRATIONS,
  ...EQUIVALENCE_CALIBRATIONS,
  ...AGREEMENT_CALIBRATIONS,
  ...POSITION_CALIBRATIONS,
  ...RANKING_CALIBRATIONS,
  ...SEQUENCE_CALIBRATIONS,
  ...PLANNING_CALIBRATIONS,
];
