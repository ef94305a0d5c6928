import { NotEstimableError } from "../errors.js";
import { estimators } from "../estimators/registry.js";
import { columnBenchmarks } from "../falsification/sensitivity/column-benchmarks.js";
import {
  boundParts,
  boundRobustness,
  confoundingBound,
  scaleOf,
} from "../falsification/sensitivity/omitted-variable-bound.js";
import { representerRows } from "../falsification/sensitivity/representer-rows.js";
import type { ConfounderStrength } from "../falsification/sensitivity/robustness-value.js";
import { standardError } from "../inference/standard-error.js";
import type { EstimatorName } from "../results/estimator-names.js";
import type { FalsifiedStudy } from "./falsify.js";
import { roundToError } from "./round-to-error.js";
import type { StudyResult } from "./schemas/result-schema.js";
import { shortNumber } from "./short-number.js";
import { strengthGrid } from "./strength-grid.js";

/** Estimators whose residuals and representer are those of the models that the fits share. */
const within: readonly EstimatorName[] = ["aipw", "tmle"];

/**
 * How far a hidden confounder could move the headline's own estimate.
 * @throws NotEstimableError `bound.domain` for another estimator than AIPW and TMLE; what the models throw
 */
export function boundOf({
  design,
  termDocs,
  fits,
  estimand,
  unit,
}: FalsifiedStudy): NonNullable<StudyResult["sensitivity"]>["bound"] {
  const { estimator, effect } = fits.primary;
  if (!within.includes(estimator))
    throw new NotEstimableError(
      "bound.domain",
      `the bound is that of ${within.map((name) => estimators[name].label.replace(/ \(.*$/, "").toLowerCase()).join(" and ")}; the primary estimator is another`,
    );
  const { level } = estimand.inference;
  const parts = boundParts(design, effect, representerRows(design, fits.models));
  const { value, significanceValue } = boundRobustness(parts, level);
  const scale = scaleOf(parts);
  const left = ({ ofTreatment, ofOutcome }: ConfounderStrength) =>
    Math.sign(effect.estimate) *
    (Math.abs(effect.estimate) - scale * Math.sqrt((ofOutcome * ofTreatment) / (1 - ofTreatment)));
  const benchmarks = columnBenchmarks(fits.models, termDocs).map((strength) => {
    const { lower, upper, confidenceLower, confidenceUpper } = confoundingBound(parts, strength, level);
    return { ...strength, estimate: left(strength), lower, upper, confidenceLower, confidenceUpper };
  });
  const [strongest] = [...benchmarks].sort((a, b) => b.upper - b.lower - (a.upper - a.lower));
  const error = standardError(effect);
  const write = roundToError(error);
  const percent = (share: number) => `${shortNumber(100 * share)}%`;
  const shown = new Set(benchmarks.map(({ column }) => column));
  const beyond = [...new Set(termDocs.map(({ column }) => column))].filter((column) => !shown.has(column));
  const turned = benchmarks.filter((row) => Math.sign(row.estimate) !== Math.sign(effect.estimate));
  return {
    evaluated: true,
    sentence: `A hidden confounder that accounts for ${percent(value)} of the outcome's residual variance and of the variance of the weights could bring the estimate itself to 0, whatever the shape of its influence; ${significanceValue === 0 ? "its interval holds 0 as it is" : `${percent(significanceValue)} could make its interval hold 0`}.${
      strongest === undefined
        ? ""
        : ` With one as strong as ${strongest.column} the effect lies between ${write(strongest.lower, true)} and ${write(strongest.upper, true)} ${unit} (limits ${write(strongest.confidenceLower, true)} and ${write(strongest.confidenceUpper, true)})${turned.length === 0 && beyond.length === 0 ? "; none as strong as an observed column could turn it" : ""}.`
    }${
      beyond.length === 0
        ? ""
        : ` Without ${beyond.join(", or without ")} the weights vary less than half as much: no bound holds for a confounder that strong.`
    }`,
    estimate: effect.estimate,
    standardError: error,
    scale,
    value,
    significanceValue,
    benchmarks,
    contour: strengthGrid(value, benchmarks).map((strength) => ({ ...strength, estimate: left(strength) })),
  };
}
