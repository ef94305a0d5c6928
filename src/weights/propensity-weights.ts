import { checkCall, having, type Kind, kinds, optional } from "../call-check.js";
import { didYouMean } from "../definition/nearest-name.js";
import { CausalError, NotEstimableError, unknownOption } from "../errors.js";
import type { Link } from "../models/families/family.js";
import type { Matrix } from "../numeric/matrix.js";
import { type ArmEffectiveSize, armEffectiveSizes } from "./arm-effective-size.js";
import { carriedColumns } from "./carried-columns.js";
import { type CovariateTerms, type DesignPart, designPart } from "./covariate-terms.js";
import type { FittedWeights, WeightNuisance } from "./fitted-weights.js";
import { termColumns } from "./longitudinal/weight-terms.js";
import {
  levelIndex,
  type PointTreatment,
  pointTreatment,
  samplingWeights,
  type TreatmentSpec,
  treatmentValues,
} from "./point-treatment.js";
import { binaryModel } from "./propensity/binary-model.js";
import { densityRatio, type VarianceDivisor } from "./propensity/density-ratio.js";
import { givenProbabilities, type KnownProbabilities } from "./propensity/given-probabilities.js";
import { type LearnedPropensity, learnedProbabilities } from "./propensity/learned-probabilities.js";
import { multinomialModel } from "./propensity/multinomial-model.js";
import { optimalSubsetCut } from "./propensity/optimal-subset.js";
import type { ProbabilityModel } from "./propensity/probability-model.js";
import { subclassedProbabilities } from "./propensity/subclassed-probabilities.js";
import { type Target, tiltedWeights } from "./propensity/tilting.js";
import { refusingNuisance } from "./refusing-nuisance.js";
import { type TruncationRule, truncateWeights } from "./truncate-weights.js";

export interface PropensityWeightsSpec extends TreatmentSpec {
  /** The treatment model: covariates of a regression, a learner, or probabilities known by design. */
  readonly propensity: CovariateTerms | LearnedPropensity | { readonly known: KnownProbabilities };
  /** Default ATE. */
  readonly target?: Target;
  /** "continuous" asks for a ratio of normal densities; default: one arm a value. */
  readonly kind?: "categorical" | "continuous";
  /** The arm that ATT is about (of three or more; of two, the second) and ATC is not. */
  readonly focal?: string | number;
  /** ATE only: P(A = a | numerator) / P(A = a | L). Default false, but true for a continuous treatment, which needs it. */
  readonly stabilised?: boolean;
  /** Covariates of the stabilising numerator; none: the marginal probability. They belong in the outcome model too, and are told in `numeratorColumns`. */
  readonly numerator?: CovariateTerms;
  readonly truncation?: TruncationRule;
  /** Two arms, ATE, ATT or ATC: weights by shares in this many subclasses of the propensity instead of the propensity. */
  readonly subclasses?: number;
  /** Of a binary treatment model; default logit. */
  readonly link?: Link;
  /** Of the densities of a continuous treatment; default "n". */
  readonly varianceDivisor?: VarianceDivisor;
}

export interface PropensityWeights extends FittedWeights {
  readonly target: Target;
  /** Empty for a continuous treatment. */
  readonly levels: readonly (string | number)[];
  /** P(A = level | L) that the weights use, [rows x levels]; null for a continuous treatment. */
  readonly probabilities: Matrix | null;
  /** P(A = second level | L) of a treatment with two levels, else null. */
  readonly propensity: Float64Array | null;
  /** Of each arm with the weights as used; of all rows, named "all", for a continuous treatment. */
  readonly effectiveSampleSize: readonly ArmEffectiveSize[];
  /** ATOS: propensities below this, or above 1 minus this, have weight 0; else null. */
  readonly subsetCut: number | null;
}

const targets: readonly string[] = ["ATE", "ATT", "ATC", "ATO", "ATM", "ATOS"];
const learned = having("a learner with its covariates", "learner", "covariates");
const known = having("known probabilities", "known");
const propensityKind: Kind = {
  expected: `${kinds.covariates.expected}, { learner, covariates }, or { known: probabilities }`,
  holds: (value) => kinds.covariates.holds(value) || learned.holds(value) || known.holds(value),
  advice: kinds.covariates.advice,
};

const keys: readonly (keyof PropensityWeightsSpec)[] = [
  "data",
  "treatment",
  "samplingWeights",
  "propensity",
  "target",
  "kind",
  "focal",
  "stabilised",
  "numerator",
  "truncation",
  "subclasses",
  "link",
  "varianceDivisor",
];

/**
 * Inverse probability weights of a treatment taken once by each row: w = s h(p) / p_a (see `tiltedWeights` for h), or
 * s P(A = a | V) / p_a stabilised, with s the sampling weight and p by logistic regression (two levels), multinomial logit
 * (more), a learner, or as known; for a continuous treatment the ratio of normal densities. The fitted models stand beside
 * the weights as nuisances, so that `weightedContrast` and `marginalStructuralModel` give errors that include them; a
 * learner, subclasses and ATM of three or more arms have none to give and refuse. The subset of ATOS is held fixed.
 * Sampling weights are inside `weights`.
 * @throws CausalError `weights.spec`, `weights.target`, `weights.focal`, `weights.truncation`, `formula.invalid`;
 * NotEstimableError `weights.one-arm`, `weights.sampling`, `weights.probability`, `weights.subclass`, `weights.density`, `model.separated` and what else the models
 * throw; PanelError `weights.lengths`, `weights.treatment`, `design.not-finite`
 * Source: Rosenbaum (1987); Li, Morgan & Zaslavsky (2018); Li & Li (2019); Crump et al. (2009). Checked against What If 12.2
 * and 12.3, WeightIt (lalonde), ipw and causallib (test/reference).
 */
export function propensityWeights(spec: PropensityWeightsSpec): PropensityWeights {
  const unknown = unknownOption(spec, keys);
  if (unknown !== undefined) throw fault(unknown.message);
  checkCall("propensityWeights", spec, {
    data: optional(kinds.table),
    treatment: kinds.column,
    samplingWeights: optional(kinds.column),
    propensity: propensityKind,
    numerator: optional(kinds.covariates),
    truncation: optional(kinds.object),
  });
  const target = spec.target ?? "ATE";
  if (!targets.includes(target))
    throw new CausalError(
      "weights.target",
      `target "${target}" is not known; targets are ${targets.join(", ")}${didYouMean(target, targets)}`,
    );
  if ((spec.stabilised === true || spec.numerator !== undefined) && target !== "ATE")
    throw new CausalError(
      "weights.target",
      `stabilised weights are for target ATE, not ${target}, whose weights are bounded by its own tilting`,
    );
  if (spec.numerator !== undefined && spec.stabilised === false)
    throw fault("a numerator is given with stabilised: false; leave one out");
  return spec.kind === "continuous" ? continuousWeights(spec, target) : categoricalWeights(spec, target);
}

function categoricalWeights(spec: PropensityWeightsSpec, target: Target): PropensityWeights {
  if (spec.varianceDivisor !== undefined) throw fault("varianceDivisor is for a continuous treatment");
  const treatment = pointTreatment(spec);
  const { sampling, levels, arm } = treatment;
  checkTarget(spec, target, levels);
  const focal = focalLevel(spec, target, levels);
  const fitted = probabilityModel(spec, treatment);
  const model =
    spec.subclasses === undefined
      ? fitted
      : subclassedProbabilities(treatment, fitted, spec.subclasses, target === "ATE" ? null : focal);
  const tilted = tiltedWeights(target, focal, model.probabilities, arm);
  const propensity = levels.length === 2 ? model.probabilities.values.slice(treatment.rows) : null;
  const cut = target === "ATOS" ? optimalSubsetCut(propensity!, sampling) : null;
  const scale =
    cut === null
      ? sampling
      : sampling.map((s, r) => (propensity![r]! < cut || propensity![r]! > 1 - cut ? 0 : s));

  const numerator =
    spec.stabilised === true || spec.numerator !== undefined
      ? regressionModel(treatment, numeratorPart(spec), spec.link ?? "logit")
      : undefined;
  const above = numerator?.probabilities;
  const rise = (r: number) => above?.values[arm[r]! * treatment.rows + r] ?? 1;
  const weights = tilted.weights.map((w, r) => (scale[r] === 0 ? 0 : scale[r]! * rise(r) * w));
  checkWeights(weights, model.probabilities, arm);
  const own = model.nuisances(
    "treatment model",
    tilted.slopes.map((slope) => slope.map((d, r) => (scale[r] === 0 ? 0 : scale[r]! * rise(r) * d))),
  );
  const corners = target === "ATM" && levels.length > 2;
  const nuisances: WeightNuisance[] = corners
    ? own.map(({ label }) =>
        refusingNuisance(label, "the smallest of three or more probabilities has corners"),
      )
    : [...own];
  if (numerator !== undefined)
    nuisances.push(
      ...numerator.nuisances(
        "numerator model",
        levels.map((_, k) =>
          tilted.weights.map((w, r) => (arm[r] === k && scale[r] !== 0 ? scale[r]! * w : 0)),
        ),
      ),
    );
  const aliased = [
    ...model.aliased.map((term) => `${term} (treatment model)`),
    ...(numerator?.aliased ?? []).map((term) => `${term} (numerator model)`),
  ];
  const used = withTruncation(spec, weights, nuisances, aliased, sampling);
  return Object.freeze({
    ...used,
    target,
    levels: Object.freeze([...levels]),
    probabilities: model.probabilities,
    propensity,
    effectiveSampleSize: armEffectiveSizes(treatment, used.weights),
    subsetCut: cut,
  });
}

function continuousWeights(spec: PropensityWeightsSpec, target: Target): PropensityWeights {
  const values = treatmentValues(spec);
  if (typeof values[0] === "string")
    throw fault(`the treatment holds text ("${values[0]}"); a continuous treatment holds numbers`);
  if (target !== "ATE")
    throw new CausalError(
      "weights.target",
      `target ${target} needs arms; a continuous treatment has the target ATE`,
    );
  if (spec.stabilised === false)
    throw fault(
      "a continuous treatment needs stabilised weights: those without a numerator have infinite variance",
    );
  const armed = (["focal", "link", "subclasses"] as const).find((key) => spec[key] !== undefined);
  if (armed !== undefined) throw fault(`${armed} is for a treatment with arms`);
  const divisor = spec.varianceDivisor ?? "n";
  if (divisor !== "n" && divisor !== "n-p") throw fault(`varianceDivisor is "${divisor}"; expected n or n-p`);
  const { propensity } = spec;
  if (typeof propensity === "object" && ("known" in propensity || "learner" in propensity))
    throw fault("a continuous treatment needs a formula, terms or a matrix as its propensity");
  const treatment = Float64Array.from(values as ArrayLike<number>);
  const sampling = samplingWeights(spec, treatment.length);
  const ratio = densityRatio(
    treatment,
    sampling,
    designPart(propensity, spec.data, spec.treatment),
    numeratorPart(spec),
    divisor,
  );
  const weights = ratio.weights.map((w, r) => w * sampling[r]!);
  const used = withTruncation(spec, weights, ratio.nuisances, ratio.aliased, sampling);
  const one = { arm: new Int32Array(treatment.length), levels: ["all"] };
  return Object.freeze({
    ...used,
    target,
    levels: Object.freeze([]),
    probabilities: null,
    propensity: null,
    effectiveSampleSize: armEffectiveSizes(one, used.weights),
    subsetCut: null,
  });
}

function withTruncation(
  spec: PropensityWeightsSpec,
  weights: Float64Array,
  nuisances: readonly WeightNuisance[],
  aliased: readonly string[],
  sampling: Float64Array,
): FittedWeights {
  const raw: FittedWeights = Object.freeze({
    ...carriedColumns({ numeratorColumns: numeratorColumnsOf(spec) }),
    weights,
    untruncated: weights,
    truncation: null,
    nuisances: Object.freeze([...nuisances]),
    aliased: Object.freeze([...aliased]),
  });
  return spec.truncation === undefined ? raw : truncateWeights(raw, spec.truncation, sampling);
}

function checkTarget(
  spec: PropensityWeightsSpec,
  target: Target,
  levels: readonly (string | number)[],
): void {
  const several = levels.length > 2;
  if (spec.subclasses !== undefined && !["ATE", "ATT", "ATC"].includes(target))
    throw fault(`subclasses are for targets ATE, ATT and ATC, not ${target}`);
  if (several && (target === "ATC" || target === "ATOS"))
    throw new CausalError(
      "weights.target",
      `target ${target} is for two arms, found ${levels.join(", ")}; ${target === "ATC" ? "use ATT with the arm as focal" : "use ATO"}`,
    );
  if (several && target === "ATT" && spec.focal === undefined)
    throw new CausalError(
      "weights.focal",
      `ATT of ${levels.length} arms needs focal, one of ${levels.join(", ")}`,
    );
  if (spec.focal !== undefined && target !== "ATT" && target !== "ATC")
    throw fault(`focal is for targets ATT and ATC, not ${target}`);
  if (several && spec.link !== undefined) throw fault("link is for a treatment with two arms");
}

/** The arm that every other is weighted to look like; for ATC of two arms, the one that is not focal. */
function focalLevel(
  spec: PropensityWeightsSpec,
  target: Target,
  levels: readonly (string | number)[],
): number {
  const treated = spec.focal === undefined ? 1 : levelIndex(levels, spec.focal);
  return target === "ATC" ? 1 - treated : treated;
}

function probabilityModel(spec: PropensityWeightsSpec, treatment: PointTreatment): ProbabilityModel {
  const { propensity, data } = spec;
  if (typeof propensity === "object" && "known" in propensity)
    return givenProbabilities(treatment, propensity.known, data);
  if (typeof propensity === "object" && "learner" in propensity)
    return learnedProbabilities(
      treatment,
      designPart(propensity.covariates, data, spec.treatment),
      propensity,
    );
  return regressionModel(treatment, designPart(propensity, data, spec.treatment), spec.link ?? "logit");
}

const regressionModel = (treatment: PointTreatment, part: DesignPart, link: Link): ProbabilityModel =>
  treatment.levels.length === 2 ? binaryModel(treatment, part, link) : multinomialModel(treatment, part);

/** No covariates in the numerator: an intercept alone, as an empty matrix. */
const numeratorPart = (spec: PropensityWeightsSpec): DesignPart =>
  spec.numerator === undefined
    ? { matrix: {}, intercept: true }
    : designPart(spec.numerator, spec.data, spec.treatment);

/** The columns that the outcome has to be compared within. */
function numeratorColumnsOf(spec: PropensityWeightsSpec): readonly string[] {
  const part = numeratorPart(spec);
  return "terms" in part ? termColumns(part.terms) : Object.keys(part.matrix);
}

function checkWeights(weights: Float64Array, { rows, values }: Matrix, arm: Int32Array): void {
  const bad = weights.findIndex((w) => !Number.isFinite(w));
  if (bad >= 0)
    throw new NotEstimableError(
      "weights.probability",
      `row ${bad}: the probability of its own treatment is ${values[arm[bad]! * rows + bad]}, so its weight is not finite`,
      { row: bad },
    );
}

const fault = (message: string) => new CausalError("weights.spec", `propensity weights: ${message}`);
