/** Nothing here can show that an assumption holds: at best the data do not refute it. */
export type SurrogateVerdict = "not refuted" | "refuted" | "not evaluated";

/** What the data say of an assumption of the surrogate index. */
export interface SurrogateCheck {
  readonly verdict: SurrogateVerdict;
  /** One sentence with the numbers behind the verdict, or why there are none. */
  readonly sentence: string;
  /** None where the check has no test, or no answer. */
  readonly tests: readonly SurrogateTest[];
}

/** A number that is 0 under the assumption, and what its test could have seen. */
export interface SurrogateTest {
  readonly item: string;
  readonly estimate: number;
  /** Clustered by user. */
  readonly standardError: number;
  /** Two-sided, adjusted within its check (Holm). */
  readonly pValue: number;
  /** Smallest deviation that the test finds with a chance of 80 %. */
  readonly detectable: number;
  /** Deviation that would matter. */
  readonly mark: number;
  /** Rows that the number is about. */
  readonly rows: number;
}

/** Of two-sided tests; the customary 5 %. */
export const significance = 0.05;

/** A check without an answer. */
export const notEvaluated = (sentence: string): SurrogateCheck => ({
  verdict: "not evaluated",
  sentence,
  tests: [],
});

/** How sentences name days and write numbers of the long outcome. */
export interface SurrogateWords {
  readonly day: (day: number) => string;
  /** What numbers are multiplied by before they are written. */
  readonly factor: number;
  /** Of a difference, with a space before; "" leaves it out. */
  readonly unit: string;
}

export const plainWords: SurrogateWords = { day: String, factor: 1, unit: "" };

/** A number as sentences write it: to the second digit of its error, if it has one. */
export function short(value: number, standardError = 0): string {
  if (!(standardError > 0)) return String(Number(value.toPrecision(3)));
  const digits = Math.min(20, Math.max(0, 1 - Math.floor(Math.log10(standardError))));
  return value.toFixed(digits).replace(/^-(0(\.0*)?)$/, "$1");
}

export const shortP = (pValue: number): string => (pValue < 0.001 ? "p < 0.001" : `p = ${pValue.toFixed(3)}`);
