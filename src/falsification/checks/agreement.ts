import type { FalsificationCheck } from "../check.js";

/** Estimators of one number beside the primary one; a gate judges it. */
export const agreement: FalsificationCheck = {
  name: "agreement",
  label: "Agreement of estimators",
  standing: "gate",
  expected: "0: they estimate the same number from the same rows",
  unit: (outcome) => outcome,
  source: "Hausman (1978), with influence functions",
  run({ agreements, labelOf, primary, design, write }) {
    if (agreements.length === 0)
      return {
        reason: "no other adjusted estimator of the same average was asked for beside the primary one",
      };
    const name = labelOf(primary);
    const contradicted = agreements.filter(({ adjusted }) => adjusted !== null && adjusted < 0.05);
    const largest = agreements.reduce((a, b) => (Math.abs(a.difference) < Math.abs(b.difference) ? b : a));
    return {
      rows: agreements.map((test) => ({
        item: `${labelOf(test)} minus ${name}`,
        estimate: test.difference,
        standardError: test.standardError,
        lower: null,
        upper: null,
        pValue: test.adjusted,
        rows: design.rows,
      })),
      sentence:
        contradicted.length > 0
          ? `${contradicted.map(labelOf).join(" and ")} contradict${contradicted.length === 1 ? "s" : ""} the primary estimator beyond chance: by ${contradicted.map(({ difference }) => write(difference)).join(" and ")}.`
          : `The other adjusted estimators do not contradict the primary one; the largest difference is ${write(largest.difference)}. Estimators that share an adjustment set share its confounding.`,
    };
  },
};
