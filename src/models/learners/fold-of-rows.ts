import type { LearnerRows } from "./learner.js";
import { unitsOfRows } from "./units-of-rows.js";
import { userFolds } from "./user-folds.js";

/**
 * Folds within a training set: by user where users are given, else by row.
 * @throws CausalError `folds.invalid` when there are fewer users (rows) than folds
 */
export function foldOfRows(rows: LearnerRows, folds: number, seed: number): Int32Array {
  const { count, unitOfRow } = unitsOfRows(rows);
  const foldOfUnit = userFolds(count, folds, seed);
  return unitOfRow.map((unit) => foldOfUnit[unit]!);
}
