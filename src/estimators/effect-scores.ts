import { checkCall, kinds } from "../call-check.js";
import { CausalError, refuseUnknownOptions } from "../errors.js";

/** One value a row, [rows] each. */
export interface EffectScoresSpec {
  /** 0 or 1. */
  readonly treatment: ArrayLike<number>;
  readonly outcome: ArrayLike<number>;
  /** P(A = 1 | L), between 0 and 1, from a fit that has not seen the row's user. */
  readonly propensity: ArrayLike<number>;
  /** Outcome predicted had the row been treated, and had it not, from fits that have not seen the row's user. */
  readonly treated: ArrayLike<number>;
  readonly control: ArrayLike<number>;
}

/**
 * Doubly robust score of the effect in each row: m₁ - m₀ + A (Y - m₁) / e - (1 - A) (Y - m₀) / (1 - e). Their mean is the
 * estimate of `aipwCrossFitted`; their mean in a segment that of the segment (`segmentEffects`); a learner of them is a
 * model of effects (`heldOutSkill` judges it). No propensity is moved.
 * @returns unit of the outcome, [rows]
 * @throws CausalError `scores.lengths`, `scores.treatment`, `scores.propensity`, `scores.missing`, naming the row
 * Source: Robins & Rotnitzky (1995); Semenova & Chernozhukov (2021), Econometrics Journal 24.
 * Checked against `aipwCrossFitted` (test/estimators/effect-scores.test.ts).
 */
export function effectScores(spec: EffectScoresSpec): Float64Array {
  refuseUnknownOptions("scores", spec, ["treatment", "outcome", "propensity", "treated", "control"]);
  checkCall("effectScores", spec, {
    treatment: kinds.rows,
    outcome: kinds.rows,
    propensity: kinds.rows,
    treated: kinds.rows,
    control: kinds.rows,
  });
  const { treatment, outcome, propensity, treated, control } = spec;
  const rows = treatment.length;
  for (const [name, values] of Object.entries<ArrayLike<number>>({ ...spec })) {
    if (values.length !== rows)
      throw new CausalError(
        "scores.lengths",
        `${name} has ${values.length} values for ${rows} rows of treatment; expected one a row`,
        { name },
      );
    const row = Array.prototype.findIndex.call(values, (value) => !Number.isFinite(value));
    if (row >= 0)
      throw new CausalError(
        "scores.missing",
        `${name} of row ${row} is ${values[row]}; expected a finite number`,
        {
          name,
          row,
        },
      );
  }
  return Float64Array.from({ length: rows }, (_, row) => {
    const [a, y, e, m1, m0] = [treatment[row], outcome[row]!, propensity[row]!, treated[row]!, control[row]!];
    if (a !== 0 && a !== 1)
      throw new CausalError("scores.treatment", `treatment of row ${row} is ${a}; expected 0 or 1`, { row });
    if (!(e > 0 && e < 1))
      throw new CausalError(
        "scores.propensity",
        `propensity of row ${row} is ${e}; expected more than 0 and less than 1`,
        { row },
      );
    return m1 - m0 + (a === 1 ? (y - m1) / e : -(y - m0) / (1 - e));
  });
}
