import type { Panel, PanelShard } from "../panel.js";
import type { ResolvedTreatment } from "../resolved-treatment.js";
import { treatmentValues } from "../treatment-values.js";
import { addTo, type CompensatedSum } from "./compensated-sum.js";

/** One column in one arm of a candidate treatment; NaN for a mean of no day, a variance of fewer than two. */
export interface ArmMoments {
  readonly days: number;
  readonly mean: number;
  /** With n - 1. */
  readonly variance: number;
}

/**
 * Moments of panel columns on untreated and treated available days: `[treatment][column][arm]`, arm 0 untreated. A day
 * counts where the treatment and the column are known. Two passes in the panel's order, deviations from the arm's
 * first value: so neither shards nor a large constant change a digit, and a constant column has variance 0 exactly.
 *   mean = x₀ + Σ(x - x₀) / n,  variance = (Σ d² - (Σ d)² / n) / (n - 1),  d = x - mean
 * @param treatments binary ones
 * Checked in test/panel/summary.test.ts.
 */
export function armMoments(
  panel: Panel,
  treatments: readonly ResolvedTreatment[],
  columns: readonly string[],
): readonly (readonly (readonly [ArmMoments, ArmMoments])[])[] {
  const cells = treatments.map(() => columns.map(() => [emptyCell(), emptyCell()] as const));
  visit(panel, treatments, columns, (treatment, column, arm, value) => {
    const cell = cells[treatment]![column]![arm];
    if (cell.days === 0) cell.first = value;
    cell.days += 1;
    addTo(cell.sum, value - cell.first);
  });
  for (const cell of cells.flat(2)) cell.mean = cell.first + (cell.sum.total + cell.sum.lost) / cell.days;
  visit(panel, treatments, columns, (treatment, column, arm, value) => {
    const cell = cells[treatment]![column]![arm];
    addTo(cell.deviations, value - cell.mean);
    addTo(cell.squares, (value - cell.mean) ** 2);
  });
  return cells.map((byColumn) =>
    byColumn.map(([control, treated]) => [momentsOf(control), momentsOf(treated)]),
  );
}

interface Cell {
  days: number;
  first: number;
  mean: number;
  readonly sum: CompensatedSum;
  readonly deviations: CompensatedSum;
  readonly squares: CompensatedSum;
}

function emptyCell(): Cell {
  const sum = () => ({ total: 0, lost: 0 });
  return { days: 0, first: 0, mean: Number.NaN, sum: sum(), deviations: sum(), squares: sum() };
}

function momentsOf({ days, mean, deviations, squares }: Cell): ArmMoments {
  const total = squares.total + squares.lost - (deviations.total + deviations.lost) ** 2 / days;
  return { days, mean, variance: days < 2 ? Number.NaN : Math.max(0, total) / (days - 1) };
}

function visit(
  panel: Panel,
  treatments: readonly ResolvedTreatment[],
  columns: readonly string[],
  take: (treatment: number, column: number, arm: 0 | 1, value: number) => void,
): void {
  for (const shard of panel.shards()) {
    const arms = treatments.map((treatment) => armOf(shard, panel.definition.available, treatment));
    columns.forEach((name, column) => {
      const values = shard.column(name);
      arms.forEach((arm, treatment) => {
        for (let row = 0; row < shard.rows; row++) {
          const side = arm[row]!;
          const value = values[row]!;
          if (side >= 0 && !Number.isNaN(value)) take(treatment, column, side as 0 | 1, value);
        }
      });
    });
  }
}

/** 0 or 1 on an available day whose treatment is known, else -1. [rows] */
function armOf(shard: PanelShard, available: string, treatment: ResolvedTreatment): Int8Array {
  const isAvailable = shard.column(available);
  const values = treatmentValues(shard, treatment);
  return Int8Array.from(values, (value, row) => (isAvailable[row] !== 1 || Number.isNaN(value) ? -1 : value));
}
