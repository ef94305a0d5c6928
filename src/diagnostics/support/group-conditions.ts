import { CausalError } from "../../errors.js";
import type { Covariates } from "../balance/covariates.js";

/** A condition on one covariate. */
export interface GroupCondition {
  readonly covariate: string;
  readonly relation: "=" | "≤" | ">";
  readonly value: number | string;
}

/** A covariate cut into few bins, and the conditions that can be put on it, each a run of bins. */
export interface BinnedCovariate {
  readonly name: string;
  /** Bin of each row, [rows]. */
  readonly bin: Uint8Array;
  readonly bins: number;
  readonly conditions: readonly {
    readonly condition: GroupCondition;
    readonly from: number;
    /** Last bin that meets it. */
    readonly to: number;
  }[];
}

/** Numbers are cut at most at so many quantiles; of a text, the most frequent levels are tried. */
const mostCuts = 7;
const mostLevels = 12;

/**
 * Covariates cut into bins: numbers at their eighths (or between all their values where these are few), text by level. A
 * number of two values has the conditions `= value`.
 * @throws CausalError `diagnostics.lengths`, `diagnostics.missing`
 */
export function binnedCovariates(covariates: Covariates, rows: number): readonly BinnedCovariate[] {
  return Object.entries(covariates).flatMap(([name, values]) => {
    if (values.length !== rows)
      throw new CausalError(
        "diagnostics.lengths",
        `covariate ${name} has ${values.length} values for ${rows} rows; expected one a row`,
        { covariate: name },
      );
    const binned =
      typeof values[0] === "string"
        ? binnedText(name, values as readonly string[])
        : binnedNumbers(name, Float64Array.from(values as ArrayLike<number>));
    return binned.bins > 1 ? [binned] : [];
  });
}

function binnedText(name: string, values: readonly string[]): BinnedCovariate {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const levels = [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, mostLevels)
    .map(([level]) => level);
  const at = new Map(levels.map((level, k) => [level, k]));
  return {
    name,
    bin: Uint8Array.from(values, (value) => at.get(value) ?? levels.length),
    bins: Math.min(counts.size, levels.length + 1),
    conditions: levels.map((value, k) => ({
      condition: { covariate: name, relation: "=", value },
      from: k,
      to: k,
    })),
  };
}

function binnedNumbers(name: string, values: Float64Array): BinnedCovariate {
  const missing = values.findIndex((value) => !Number.isFinite(value));
  if (missing >= 0)
    throw new CausalError(
      "diagnostics.missing",
      `covariate ${name} is ${values[missing]} in row ${missing}; expected a finite number`,
      { covariate: name, row: missing },
    );
  const sorted = Float64Array.from(values).sort();
  const distinct = sorted.filter((value, k) => k === 0 || value !== sorted[k - 1]);
  const cuts = cutsOf(sorted, distinct);
  const bin = Uint8Array.from(values, (value) => {
    let at = 0;
    while (at < cuts.length && value > cuts[at]!) at += 1;
    return at;
  });
  const last = cuts.length;
  const conditions =
    distinct.length === 2
      ? Array.from(distinct, (value, k) => ({
          condition: { covariate: name, relation: "=" as const, value },
          from: k,
          to: k,
        }))
      : cuts.flatMap((value, k) => [
          { condition: { covariate: name, relation: "≤" as const, value }, from: 0, to: k },
          { condition: { covariate: name, relation: ">" as const, value }, from: k + 1, to: last },
        ]);
  return { name, bin, bins: last + 1, conditions };
}

/** Upper edges of all bins but the last: values that occur, so that a reader can look them up. */
function cutsOf(sorted: Float64Array, distinct: Float64Array): readonly number[] {
  if (distinct.length <= mostCuts + 1) return [...distinct.slice(0, -1)];
  const at = Array.from(
    { length: mostCuts },
    (_, k) => sorted[Math.ceil(((k + 1) * sorted.length) / (mostCuts + 1)) - 1]!,
  );
  return [...new Set(at)].filter((cut) => cut < sorted.at(-1)!);
}
