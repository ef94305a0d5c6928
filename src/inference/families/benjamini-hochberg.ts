import { checkPValues } from "./check-p-values.js";

/**
 * Adjusted p-values that hold the false discovery rate, in the order given: min over k >= rank of p_(k) m / k. Valid
 * for independent or positively dependent tests.
 * @throws CausalError `families.p-values`
 * Source: Benjamini & Hochberg (1995). Checked by hand; the rule of R's `p.adjust(method = "BH")`.
 */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  checkPValues(pValues);
  const order = pValues.map((_, k) => k).sort((a, b) => pValues[b]! - pValues[a]!);
  const adjusted = new Array<number>(pValues.length);
  let least = 1;
  order.forEach((k, step) => {
    const rank = pValues.length - step;
    least = Math.min(least, (pValues[k]! * pValues.length) / rank);
    adjusted[k] = least;
  });
  return adjusted;
}
