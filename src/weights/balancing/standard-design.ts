import { PanelError } from "../../errors.js";
import type { ResolvedModel } from "../../models/resolve-model.js";
import { createMatrix, type Matrix } from "../../numeric/matrix.js";

/** Covariates on a common scale; the columns after the intercept have weighted mean 0 and variance 1. */
export interface StandardDesign {
  readonly terms: readonly string[];
  /** Intercept first, column-major. */
  readonly matrix: Matrix;
}

/** Centres and scales the columns of a model whose first column is the intercept; a constant column becomes 0. */
export function standardDesign({ columns, rows, weights }: ResolvedModel): StandardDesign {
  const matrix = createMatrix(rows, columns.length);
  const total = weights.reduce((sum, w) => sum + w, 0);
  columns.forEach(({ values }, j) => {
    const out = matrix.values.subarray(j * rows, (j + 1) * rows);
    if (j === 0) {
      out.fill(1);
      return;
    }
    let sum = 0;
    let largest = 0;
    for (let r = 0; r < rows; r++) {
      sum += weights[r]! * values[r]!;
      largest = Math.max(largest, Math.abs(values[r]!));
    }
    const mean = sum / total;
    let squares = 0;
    for (let r = 0; r < rows; r++) squares += weights[r]! * (values[r]! - mean) ** 2;
    const deviation = Math.sqrt(squares / total);
    if (!Number.isFinite(deviation))
      throw new PanelError(
        "design.not-finite",
        `the standard deviation of "${columns[j]!.name}" is not a finite number; rescale the covariate (values up to ${largest})`,
        { name: columns[j]!.name },
      );
    if (deviation <= 1e-12 * largest) return;
    for (let r = 0; r < rows; r++) out[r] = (values[r]! - mean) / deviation;
  });
  return { terms: columns.map(({ name }) => name), matrix };
}
