import type { Estimated, Figure, HeatCell, Leaderboard } from "@/lib/results/analysis-schema";

/** Best first where there is a ranking; else component by component. */
export function toModelOrder({ rows, components }: Pick<Leaderboard, "rows" | "components">): string[] {
  return rows.ok ? rows.value.map((row) => row.model) : components.flat();
}

/** @returns the row model's cell against the column's; null: they were never compared. */
export function findCell(cells: HeatCell[], model: string, opponent: string): HeatCell | null {
  const cell = cells.find((one) => one.model === model && one.opponent === opponent);
  return cell && cell.votes > 0 ? cell : null;
}

/** Its interval leaves out one half: the votes tell the two apart. */
export function isSure(winRate: Figure<Estimated>): boolean {
  return winRate.ok && (winRate.value.interval.low > 0.5 || winRate.value.interval.high < 0.5);
}

/** How far from even, 0 to 1, and to which side. */
export function toShade(rate: number): { side: "better" | "heatLow"; share: number } {
  return { side: rate >= 0.5 ? "better" : "heatLow", share: Math.abs(2 * rate - 1) };
}

/** 59: percent without the sign, as the cells print it. */
export function formatRate(rate: number): string {
  return (100 * rate).toFixed(0);
}
