import { standardizedMeanDifferenceRecord } from "../../diagnostics/standardized-mean-difference.js";
import { shortNumber } from "../short-number.js";
import type { Evidence, Finding, Gate, Limits } from "./gate.js";

type Row = Evidence["balance"][number];

/**
 * Fails when a covariate's |standardised mean difference| exceeds the fail limit, or exceeds the warn limit and its
 * simultaneous interval lies wholly beyond it; warns when only the estimate exceeds the warn limit.
 */
export const balance: Gate = {
  ...standardizedMeanDifferenceRecord,
  adjustable: true,
  threshold: ({ warn, fail }) =>
    `fail above ${fail}, or above ${warn} when the simultaneous interval excludes ${warn}; warn above ${warn}`,
  evaluate: (evidence, limits) => {
    const worst = evidence.balance.reduce<Row | undefined>(
      (found, row) => (found === undefined || size(row) > size(found) ? row : found),
      undefined,
    );
    if (evidence.balanceFault !== "")
      return {
        verdict: "fail",
        value: null,
        sentence: `Balance cannot be judged: ${evidence.balanceFault.replace(/\.$/, "")}.`,
        remedy:
          "Leave out what decides the treatment, or restrict the population to rows where both kinds occur.",
        clause: "the balance of what is adjusted for cannot be judged",
      };
    if (worst === undefined)
      return {
        verdict: "not evaluated",
        value: null,
        sentence: "There is no covariate whose balance could be judged: the question adjusts for nothing.",
        remedy: "Name an adjustment set.",
        clause: "",
      };
    return judged(evidence, limits, worst);
  },
};

function judged({ comparison, balance: rows }: Evidence, limits: Limits, worst: Row): Finding {
  const { warn, fail } = limits;
  const far = (row: Row, limit: number | null) => limit !== null && size(row) > limit;
  const surelyFar = (row: Row) => warn !== null && far(row, warn) && (row.lower > warn || row.upper < -warn);
  const failing = rows.filter((row) => far(row, fail) || surelyFar(row));
  const beyond = rows.filter((row) => far(row, warn));
  const verdict = failing.length > 0 ? "fail" : beyond.length > 0 ? "warn" : "pass";
  const listed = failing.length > 0 ? failing : beyond;
  const largest = `the largest difference is ${shortNumber(size(worst), [warn, fail])} standard deviations (${worst.covariate})`;
  return {
    verdict,
    value: size(worst),
    sentence:
      verdict === "pass"
        ? `${comparison}, treated and untreated rows are alike in all ${rows.length} covariates: ${largest}.`
        : `${comparison}, treated and untreated rows still differ in ${names(listed)}: ${largest}.`,
    remedy:
      verdict === "pass"
        ? ""
        : "Give these covariates a more flexible term (spline, interaction), or ask about rows where both kinds of day occur.",
    clause: verdict === "fail" ? `the compared days are not alike in ${names(failing)}` : "",
  };
}

const size = (row: Row): number => Math.abs(row.standardizedMeanDifference);

/** Up to three names, the worst first, and how many more. */
function names(rows: readonly Row[]): string {
  const sorted = [...rows].sort((a, b) => size(b) - size(a)).map((row) => row.covariate);
  const rest = sorted.length - 3;
  return rest > 0 ? `${sorted.slice(0, 3).join(", ")} and ${rest} more` : sorted.join(", ");
}
