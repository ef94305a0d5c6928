import { CausalError, NotEstimableError } from "../../errors.js";
import { checkValues } from "../../models/terms/check-values.js";
import { numberColumn } from "../../models/terms/data-table.js";
import type { NamedColumn } from "../../models/terms/encode-terms.js";
import type { Matrix } from "../../numeric/matrix.js";
import type { WeightNuisance } from "../fitted-weights.js";
import { balanceNuisance } from "./arm-balance.js";
import { balanceEveryArm } from "./balance-every-arm.js";
import { type BalancingRows, type BalancingSpec, balancingRows } from "./balancing-spec.js";
import type { BalancingWeights } from "./balancing-weights.js";
import type { BalanceSolution } from "./exponential-balance.js";
import { standardDesign } from "./standard-design.js";

export interface EntropyBalancingSpec extends BalancingSpec {
  /** Powers of each covariate with more than two values that are balanced too; default 1, the means alone. */
  readonly moments?: 1 | 2 | 3;
  /** Weights that tilting starts from and stays closest to, above 0: a column, or values. The target does not use them. */
  readonly baseWeights?: string | ArrayLike<number>;
  /** "estimated" (default) counts the sampling error of the target's means; "known" takes them as fixed numbers. */
  readonly targetMoments?: "estimated" | "known";
}

/**
 * Entropy balancing: the weights closest to the base weights (in relative entropy) under which every arm has exactly the
 * covariate means of the target: all rows (ATE), the focal arm (ATT), or the other one (ATC, two arms). The focal arm keeps
 * its sampling weights. Weights of an arm add up to the target's sampling weights. With ATT and moments 1 these are also the
 * weights of `covariateBalancingPropensity` and `inverseProbabilityTilting`.
 * @throws NotEstimableError `balance.infeasible` naming arm and covariate, `weights.base`, `weights.one-arm`;
 * ConvergenceError `balance.not-converged`; CausalError `weights.spec`, `weights.target`, `weights.focal`; what models throw
 * Source: Hainmueller (2012), Political Analysis 20, equations 5 to 9; Zhao & Percival (2017) for its M-estimation.
 * Checked against WeightIt's exact root (lalonde ebal.ATT, whose error takes the target's means as known).
 */
export function entropyBalancing(spec: EntropyBalancingSpec): BalancingWeights {
  const scheme = "entropy balancing";
  const rows = balancingRows(spec, scheme, ["moments", "baseWeights", "targetMoments"]);
  const moments = spec.moments ?? 1;
  if (![1, 2, 3].includes(moments))
    throw new CausalError("weights.spec", `${scheme}: moments is ${moments}; expected 1, 2 or 3`);
  const known = (spec.targetMoments ?? "estimated") === "known";
  if (!known && spec.targetMoments !== undefined && spec.targetMoments !== "estimated")
    throw new CausalError(
      "weights.spec",
      `${scheme}: targetMoments is "${spec.targetMoments}"; expected estimated or known`,
    );
  const { treatment, focal, model } = rows;
  const { arm, sampling } = treatment;
  const start = baseWeights(spec, rows);
  const columns = [...model.columns, ...powers(model.columns.slice(1), moments)];
  const design = standardDesign({ ...model, columns });
  const target = sampling.map((s, r) => (focal === null || arm[r] === focal ? s : 0));

  return balanceEveryArm({
    rows,
    scheme,
    design,
    maxIterations: spec.maxIterations,
    schemeOf: (k) => ({ base: sampling.map((s, r) => (arm[r] === k ? s * start[r]! : 0)), target }),
    nuisanceOf: (name, matrix, solution) =>
      known
        ? knownMeansNuisance(name, matrix, solution)
        : balanceNuisance(name, matrix, solution, solution.tilt),
  });
}

/**
 * The conditions Σ w (z - t) = 0 with t fixed: columns centred at the means they have under the weights, which are t, and no
 * constant.
 */
function knownMeansNuisance(
  label: string,
  design: Matrix,
  { tilt, inverse }: BalanceSolution,
): WeightNuisance {
  const { rows, columns: p } = design;
  const total = tilt.reduce((sum, w) => sum + w, 0);
  const values = design.values.slice();
  for (let j = 0; j < p; j++) {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += tilt[r]! * design.values[j * rows + r]!;
    for (let r = 0; r < rows; r++) values[j * rows + r] = values[j * rows + r]! - sum / total;
  }
  const own = inverse.values.map((value, at) => (at < p || at % p === 0 ? 0 : value));
  return balanceNuisance(
    label,
    { rows, columns: p, values },
    { residual: tilt.map((w) => -w), inverse: { ...inverse, values: own } },
    tilt,
  );
}

function powers(columns: readonly NamedColumn[], moments: number): NamedColumn[] {
  return Array.from({ length: moments - 1 }, (_, k) => k + 2).flatMap((power) =>
    columns
      .filter(({ values }) => new Set(values).size > 2)
      .map(({ name, values }) => {
        const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
        return { name: `${name}^${power}`, values: values.map((x) => (x - mean) ** power) };
      }),
  );
}

function baseWeights(spec: EntropyBalancingSpec, { treatment }: BalancingRows): Float64Array {
  const given = spec.baseWeights;
  if (given === undefined) return new Float64Array(treatment.rows).fill(1);
  if (typeof given === "string" && spec.data === undefined)
    throw new CausalError("weights.spec", `baseWeights "${given}" is a name, which needs data`);
  if (typeof given !== "string") checkValues(given, "baseWeights", true);
  const base = Float64Array.from(typeof given === "string" ? numberColumn(spec.data!, given) : given);
  const bad = base.findIndex((w) => !(w > 0 && w < Number.POSITIVE_INFINITY));
  if (base.length !== treatment.rows || bad >= 0)
    throw new NotEstimableError(
      "weights.base",
      bad >= 0
        ? `the base weight of row ${bad} is ${base[bad]}; expected a finite number above 0`
        : `there are ${base.length} base weights, but ${treatment.rows} rows`,
    );
  return base;
}
