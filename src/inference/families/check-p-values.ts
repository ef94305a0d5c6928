import { checkCall, kinds } from "../../call-check.js";
import { CausalError } from "../../errors.js";

/** @throws CausalError `families.p-values` naming the first that is not a number from 0 to 1 */
export function checkPValues(pValues: readonly number[]): void {
  checkCall("p-values", { pValues }, { pValues: kinds.array });
  const bad = pValues.findIndex((p) => !(p >= 0 && p <= 1));
  if (bad >= 0)
    throw new CausalError(
      "families.p-values",
      `p-value ${bad} is ${pValues[bad]}; expected a number from 0 to 1`,
      { index: bad },
    );
}
