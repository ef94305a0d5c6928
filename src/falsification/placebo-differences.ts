import { checkCall, kinds } from "../call-check.js";
import type { Design } from "../design/design.js";
import { refuseMissingOutcomes } from "../design/refuse-missing-outcomes.js";
import { CausalError } from "../errors.js";
import type { Random } from "../numeric/random.js";

export interface PlaceboDraws {
  readonly draws: number;
  readonly random: Random;
}

/**
 * Weighted differences of the outcome between arms that were drawn at random: each row treated with its fitted
 * probability e, then the Hájek difference with weights averaging / e and averaging / (1 - e), which are the known ones for
 * such a draw. Beside them the same difference with the treatment as it was.
 * @param propensity e, [rows], strictly between 0 and 1
 * @throws CausalError `placebo.draws` for fewer than 2 draws
 * Cost O(draws · rows). Checked against: the exact mean over all draws of a small table (test/falsification).
 */
export function placeboDifferences(
  design: Design,
  propensity: Float64Array,
  options: PlaceboDraws,
): { readonly observed: number; readonly placebo: Float64Array } {
  checkCall(
    "placeboDifferences",
    { design, propensity, options },
    {
      design: kinds.design,
      propensity: kinds.rows,
      options: kinds.object,
    },
  );
  checkCall("placeboDifferences", options, { random: kinds.random });
  refuseMissingOutcomes(design);
  const { draws, random } = options;
  if (!(Number.isInteger(draws) && draws >= 2))
    throw new CausalError("placebo.draws", `draws is ${draws}; expected a whole number of at least 2`);
  const treatment = new Float64Array(design.rows);
  const outcome = new Float64Array(design.rows);
  const averaging = new Float64Array(design.rows);
  let origin = Number.NaN;
  for (const shard of design.shards) {
    if (Number.isNaN(origin)) origin = shard.outcome[0]!;
    treatment.set(shard.treatment.subarray(0, shard.rows), shard.firstRow);
    averaging.set(shard.averaging.subarray(0, shard.rows), shard.firstRow);
    for (let r = 0; r < shard.rows; r++) outcome[shard.firstRow + r] = shard.outcome[r]! - origin;
  }
  const treatedWeight = averaging.map((value, row) => value / propensity[row]!);
  const controlWeight = averaging.map((value, row) => value / (1 - propensity[row]!));
  const differenceOf = (treated: (row: number) => boolean): number => {
    let weight1 = 0;
    let moment1 = 0;
    let weight0 = 0;
    let moment0 = 0;
    for (let row = 0; row < design.rows; row++)
      if (treated(row)) {
        weight1 += treatedWeight[row]!;
        moment1 += treatedWeight[row]! * outcome[row]!;
      } else {
        weight0 += controlWeight[row]!;
        moment0 += controlWeight[row]! * outcome[row]!;
      }
    return moment1 / weight1 - moment0 / weight0;
  };
  const placebo = Float64Array.from({ length: draws }, () =>
    differenceOf((row) => random.uniform() < propensity[row]!),
  );
  return { observed: differenceOf((row) => treatment[row] === 1), placebo };
}
