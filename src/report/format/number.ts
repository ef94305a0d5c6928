import { CausalError } from "../../errors.js";

/** How a number is rounded: to a number of decimals, all shown, or to significant digits (3 by default) without idle zeros. */
export interface NumberFormat {
  readonly decimals?: number;
  readonly significant?: number;
  /** Write a plus sign before positive numbers. */
  readonly sign?: boolean;
}

const maximumDecimals = 8;

/** Decimals that show `significant` digits of a number, 0 to 8. */
export function decimalsFor(value: number, significant: number): number {
  if (value === 0) return 0;
  const magnitude = Math.floor(Math.log10(Math.abs(Number(value.toPrecision(significant)))));
  return Math.min(maximumDecimals, Math.max(0, significant - 1 - magnitude));
}

/**
 * A number as readers see it: thousands separated by commas, a true minus sign, never "NaN" and never "-0".
 * @throws CausalError "report.number-not-finite" for NaN and infinities: a number that is not known is null and has
 * words of its own.
 * Checked by test/report/format.test.ts.
 */
export function formatNumber(value: number, format: NumberFormat = {}): string {
  if (!Number.isFinite(value)) {
    throw new CausalError(
      "report.number-not-finite",
      `report: found ${value} where a finite number was expected; results write null for what is not known`,
    );
  }
  const decimals = format.decimals ?? decimalsFor(value, format.significant ?? 3);
  const fixed = Math.abs(value).toFixed(decimals);
  const digits = format.decimals === undefined && fixed.includes(".") ? fixed.replace(/\.?0+$/, "") : fixed;
  const [whole = "0", fraction] = digits.split(".");
  const body = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
  if (Number(digits) === 0) return body;
  return (value < 0 ? "−" : format.sign ? "+" : "") + body;
}
