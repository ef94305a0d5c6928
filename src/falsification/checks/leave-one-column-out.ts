import type { FalsificationCheck } from "../check.js";

/** The companion regression without each adjustment column: which of them does the adjusting, and how much one more might. */
export const leaveOneColumnOut: FalsificationCheck = {
  name: "leaveOneColumnOut",
  label: "Each adjustment column left out",
  standing: "sensitivity",
  expected:
    "small moves: an answer that hangs on one logged column would hang on an unlogged one of the same strength too",
  unit: (outcome) => outcome,
  source:
    "Cinelli & Hazlett (2020): observed covariates as benchmarks of hidden ones; by a linear regression with one effect for all, which is solved again without each column at no cost",
  run({ design, termDocs, companion, write }) {
    const columns = [...new Set(termDocs.map(({ column }) => column))];
    if (columns.length === 0) return { reason: "nothing is adjusted for" };
    const fit = companion();
    const found = columns.map((column) => {
      const terms = termDocs.filter((doc) => doc.column === column).map(({ term }) => term);
      return { column, estimate: fit.without(terms) };
    });
    const moved = ({ estimate }: (typeof found)[number]) => Math.abs(estimate - fit.estimate);
    const most = found.reduce((a, b) => (moved(a) < moved(b) ? b : a));
    const row = (item: string, estimate: number, standardError: number | null) => ({
      item,
      estimate,
      standardError,
      lower: null,
      upper: null,
      pValue: null,
      rows: design.rows,
    });
    return {
      rows: [
        row("linear regression on all columns", fit.estimate, fit.standardError),
        ...found.map(({ column, estimate }) => row(`without ${column}`, estimate, null)),
      ],
      sentence: `A linear regression with one effect for all gives ${write(fit.estimate)}; of its ${columns.length} adjustment columns, leaving out ${most.column} moves that most, to ${write(most.estimate)}.`,
    };
  },
};
