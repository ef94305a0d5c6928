import { CausalError, NotEstimableError, PanelError } from "../../errors.js";
import { checkValues } from "../../models/terms/check-values.js";
import { type DataTable, numberColumn } from "../../models/terms/data-table.js";
import type { PointTreatment } from "../point-treatment.js";
import type { ProbabilityModel } from "./probability-model.js";

/** Probabilities that are known by design: of the second of two levels, or of every level by its name. */
export type KnownProbabilities =
  | string
  | ArrayLike<number>
  | { readonly byLevel: Readonly<Record<string, string | ArrayLike<number>>> };

/**
 * Probabilities as they were given; nothing was estimated, so there is no nuisance.
 * @throws NotEstimableError `weights.probability` for a probability outside (0, 1), or that do not add up to 1 in a row;
 * PanelError `weights.lengths`; CausalError `weights.spec` for a level without probabilities
 */
export function givenProbabilities(
  treatment: PointTreatment,
  known: KnownProbabilities,
  data: DataTable | undefined,
): ProbabilityModel {
  const { rows, levels } = treatment;
  const values = new Float64Array(rows * levels.length);
  const read = (given: string | ArrayLike<number>): Float64Array => {
    if (typeof given === "string" && data === undefined)
      throw new CausalError("weights.spec", `probability "${given}" is a name, which needs data`);
    if (typeof given !== "string") checkValues(given, "known probabilities", true);
    const column = Float64Array.from(typeof given === "string" ? numberColumn(data!, given) : given);
    if (column.length !== rows)
      throw new PanelError(
        "weights.lengths",
        `probabilities have ${column.length} values, but the treatment ${rows}; every row needs one`,
      );
    return column;
  };
  if (typeof known === "object" && "byLevel" in known)
    levels.forEach((level, k) => {
      const given = known.byLevel[String(level)];
      if (given === undefined)
        throw new CausalError("weights.spec", `no probabilities are given for level "${level}"`, { level });
      values.set(read(given), k * rows);
    });
  else {
    if (levels.length !== 2)
      throw new CausalError(
        "weights.spec",
        `the treatment has ${levels.length} levels; give the probabilities of each: { byLevel: { … } }`,
      );
    const second = read(known as string | ArrayLike<number>);
    values.set(
      second.map((p) => 1 - p),
      0,
    );
    values.set(second, rows);
  }
  for (let r = 0; r < rows; r++) {
    let sum = 0;
    for (let k = 0; k < levels.length; k++) {
      const p = values[k * rows + r]!;
      sum += p;
      if (!(p > 0 && p < 1))
        throw new NotEstimableError(
          "weights.probability",
          `row ${r}: the probability of level "${levels[k]}" is ${p}; expected a number between 0 and 1, neither included`,
          { row: r, level: levels[k] },
        );
    }
    if (Math.abs(sum - 1) > 1e-6)
      throw new NotEstimableError(
        "weights.probability",
        `row ${r}: the probabilities of the levels add up to ${sum}, expected 1`,
        { row: r, sum },
      );
  }
  return {
    probabilities: { rows, columns: levels.length, values },
    aliased: [],
    nuisances: () => [],
  };
}
