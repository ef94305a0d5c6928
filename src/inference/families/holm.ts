import { checkPValues } from "./check-p-values.js";

/**
 * Adjusted p-values that hold the family-wise error rate under any dependence, in the order given: max over k <= rank
 * of p_(k) (m - k + 1), at most 1.
 * @throws CausalError `families.p-values`
 * Source: Holm (1979). Checked by hand; the rule of R's `p.adjust(method = "holm")`.
 */
export function holm(pValues: readonly number[]): readonly number[] {
  checkPValues(pValues);
  const order = pValues.map((_, k) => k).sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<number>(pValues.length);
  let most = 0;
  order.forEach((k, step) => {
    most = Math.max(most, Math.min(1, pValues[k]! * (pValues.length - step)));
    adjusted[k] = most;
  });
  return adjusted;
}
