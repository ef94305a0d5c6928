import type { Judgement } from "../src/simulation/judge.js";
import type { CoverageCell } from "./coverage-cells.js";

const columns = [
  ["world", 21],
  ["estimator", 24],
  ["mean error", 11],
  ["MC error", 9],
  ["mean SE", 8],
  ["emp. SD", 8],
  ["ratio", 6],
  ["±", 6],
  ["coverage", 9],
  ["expected", 16],
  ["verdict", 7],
] as const;

/** The header of the table of judgements. */
export function tableHeader(): string {
  return columns.map(([name, width]) => name.padEnd(width)).join(" ");
}

/**
 * One row of the table of judgements.
 * @param refused replicates in which the estimator refused the sample; they are not in `found`
 */
export function tableRow(cell: CoverageCell, found: Judgement, refused: number): string {
  const missed = Object.entries(found.clears).filter(([, cleared]) => !cleared);
  const notes = [
    ...(missed.length === 0 ? [] : [`bars missed: ${missed.map(([bar]) => bar).join(", ")}`]),
    ...(refused === 0 ? [] : [`${refused} refused`]),
  ];
  const values = [
    cell.world,
    cell.estimator,
    found.meanError.toFixed(4),
    found.meanErrorMonteCarlo.toFixed(4),
    found.meanStandardError.toFixed(4),
    found.empiricalDeviation.toFixed(4),
    found.ratio.toFixed(3),
    found.ratioMonteCarlo.toFixed(3),
    `${(100 * found.coverage).toFixed(1)} %`,
    cell.expectation,
    `${holds(cell, found, refused) ? "holds" : "MISSES"}${notes.length === 0 ? "" : ` (${notes.join("; ")})`}`,
  ];
  return values
    .map((value, at) => value.padEnd(columns[at]![1]))
    .join(" ")
    .trimEnd();
}

/** Whether a cell holds: as judged, and, unless it is expected to fail, with at most one sample in a hundred refused. */
export function holds(cell: CoverageCell, found: Judgement, refused: number): boolean {
  const few = refused <= 0.01 * (found.replications + refused);
  return found.holds && (few || cell.expectation === "expectedToFail");
}
