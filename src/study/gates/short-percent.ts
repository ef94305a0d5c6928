import { shortNumber } from "../short-number.js";
import type { Limits } from "./gate.js";

/** A share as a percentage on its own side of the limits that it is judged by, which are shares too. */
export function shortPercent(share: number, { warn, fail }: Limits): string {
  const percent = (limit: number | null) => (limit === null ? null : 100 * limit);
  return `${shortNumber(100 * share, [percent(warn), percent(fail)])}%`;
}
