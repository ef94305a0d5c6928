import { checkCall, kinds } from "../../call-check.js";
import { CausalError, NotEstimableError } from "../../errors.js";

/**
 * Refuses what are no propensities of 0/1 treated rows.
 * @throws CausalError `diagnostics.lengths`, `diagnostics.propensity`, `diagnostics.treatment`, naming the row
 */
export function checkPropensities(propensity: ArrayLike<number>, treatment: ArrayLike<number>): void {
  checkCall("overlap", { propensity, treatment }, { propensity: kinds.rows, treatment: kinds.rows });
  if (propensity.length !== treatment.length || propensity.length === 0)
    throw new CausalError(
      "diagnostics.lengths",
      `found ${propensity.length} propensities for ${treatment.length} rows; expected one a row, and at least one row`,
    );
  for (let row = 0; row < propensity.length; row++) {
    const p = propensity[row]!;
    const a = treatment[row]!;
    if (!(p >= 0 && p <= 1))
      throw new CausalError("diagnostics.propensity", `propensity of row ${row} is ${p}; expected 0 to 1`, {
        row,
      });
    if (a !== 0 && a !== 1)
      throw new CausalError("diagnostics.treatment", `treatment of row ${row} is ${a}; expected 0 or 1`, {
        row,
      });
  }
}

/** The same, and refuses rows of one arm alone. Throws also NotEstimableError `diagnostics.empty-arm`. */
export function checkTwoArms(propensity: ArrayLike<number>, treatment: ArrayLike<number>): void {
  checkPropensities(propensity, treatment);
  const found = [0, 0];
  for (let row = 0; row < treatment.length; row++) found[treatment[row]!] = found[treatment[row]!]! + 1;
  if (found[0] === 0 || found[1] === 0)
    throw new NotEstimableError(
      "diagnostics.empty-arm",
      `${found[1]} rows are treated and ${found[0]} are not; overlap needs rows of both kinds`,
    );
}
