import type { Judgement } from "../src/simulation/judge.js";
import type { CoverageCell } from "./coverage-cells.js";

const columns = [
  ["world", 9],
  ["estimator", 16],
  ["mean error", 11],
  ["MC error", 9],
  ["mean SE", 8],
  ["emp. SD", 8],
  ["ratio", 6],
  ["±", 6],
  ["coverage", 9],
  ["expected", 18],
  ["verdict", 7],
] as const;

/** The header of the table of judgements. */
export function tableHeader(): string {
  return columns.map(([name, width]) => name.padEnd(width)).join(" ");
}

/** One row of the table of judgements. */
export function tableRow({ world, estimator, expectation }: CoverageCell, found: Judgement): string {
  const missed = Object.entries(found.clears).filter(([, cleared]) => !cleared);
  const why = missed.map(([bar]) => bar).join(", ");
  const values = [
    world,
    estimator,
    found.meanError.toFixed(4),
    found.meanErrorMonteCarlo.toFixed(4),
    found.meanStandardError.toFixed(4),
    found.empiricalDeviation.toFixed(4),
    found.ratio.toFixed(3),
    found.ratioMonteCarlo.toFixed(3),
    `${(100 * found.coverage).toFixed(1)} %`,
    expectation,
    `${found.holds ? "holds" : "MISSES"}${why === "" ? "" : ` (bars missed: ${why})`}`,
  ];
  return values.map((value, at) => value.padEnd(columns[at]![1])).join(" ");
}
