import { checkCall, kinds, optional } from "../call-check.js";
import { CausalError, refuseUnknownOptions } from "../errors.js";
import { normalQuantile } from "../numeric/normal-distribution.js";
import { studentQuantile } from "../numeric/student-distribution.js";

export interface DetectableEffectOptions {
  /** Of the test, two-sided; default 0.05. */
  readonly significance?: number;
  /** Chance to find an effect of this size; default 0.8. */
  readonly power?: number;
  /** Degrees of freedom of a t test; normal without. */
  readonly degrees?: number;
}

/**
 * The effect that a two-sided test with this standard error finds with the stated power: (q_{1-α/2} + q_power) · SE, in
 * the unit of the error. 2.80 standard errors at 5 % and 80 %.
 * @throws CausalError `call.argument`, `inference.option`, `inference.standard-error`, `inference.level`
 * Source: Bloom (1995).
 */
export function minimumDetectableEffect(
  standardError: number,
  options: DetectableEffectOptions = {},
): number {
  checkCall(
    "minimumDetectableEffect",
    { standardError, options },
    { standardError: kinds.anyNumber, options: kinds.object },
  );
  refuseUnknownOptions("inference", options, ["significance", "power", "degrees"]);
  checkCall("minimumDetectableEffect", options, {
    significance: optional(kinds.anyNumber),
    power: optional(kinds.anyNumber),
    degrees: optional(kinds.anyNumber),
  });
  const { significance = 0.05, power = 0.8, degrees } = options;
  if (!(standardError >= 0 && standardError < Number.POSITIVE_INFINITY))
    throw new CausalError(
      "inference.standard-error",
      `the standard error is ${standardError}; expected a finite number of at least 0`,
    );
  for (const [name, value] of Object.entries({ significance, power }))
    if (!(value > 0 && value < 1))
      throw new CausalError("inference.level", `${name} is ${value}; expected a number between 0 and 1`);
  if (!(power > significance / 2))
    throw new CausalError(
      "inference.level",
      `power is ${power}; expected more than ${significance / 2}, the chance to reject in one direction without an effect`,
    );
  if (degrees !== undefined && !(degrees > 0))
    throw new CausalError("inference.level", `degrees is ${degrees}; expected a number above 0`);
  const q = (share: number) =>
    degrees === undefined ? normalQuantile(share) : studentQuantile(share, degrees);
  return (q(1 - significance / 2) + q(power)) * standardError;
}
