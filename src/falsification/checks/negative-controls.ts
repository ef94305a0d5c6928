import { NotEstimableError } from "../../errors.js";
import { holm } from "../../inference/families/holm.js";
import { calibrateInterval } from "../calibration/calibrate-interval.js";
import { calibratePValue } from "../calibration/calibrate-p-value.js";
import { fitSystematicError } from "../calibration/fit-systematic-error.js";
import type { Calibration, CheckInput, CheckRow, DeclaredControl, FalsificationCheck } from "../check.js";
import { keepRows } from "../designs/keep-rows.js";
import { withOutcome } from "../designs/with-outcome.js";
import { withTreatment } from "../designs/with-treatment.js";
import { estimateRow } from "../estimate-row.js";
import { pooledDeviation } from "../pooled-deviation.js";
import { twoSidedTest } from "../two-sided-test.js";

/** Fewer controls do not tell how their errors scatter. */
const fewestControls = 5;

/**
 * The same analysis where the user knows the answer to be 0, and the estimate calibrated by what it finds there. Estimates on
 * different control outcomes are brought to one scale, that of the question's outcome, by standard deviations within arms,
 * taken as known; an approximation that empirical calibration on log ratios does not need.
 */
export const negativeControls: FalsificationCheck = {
  name: "negativeControls",
  label: "Negative controls",
  standing: "display",
  expected: "0 for every control: nothing passes from its treatment to its outcome",
  unit: (outcome) => outcome,
  source:
    "Lipsitch, Tchetgen Tchetgen & Cohen (2010); calibration: Schuemie, Hripcsak, Ryan, Madigan & Suchard (2018), with the prediction interval of Higgins, Thompson & Spiegelhalter (2009), because controls are few",
  run(input) {
    if (input.controls.reason !== undefined) return input.controls;
    const { controls, reason } = input.controls.found;
    const tried = controls.map((control) => ({
      control,
      row: input.attempt(() => controlRow(control, input)),
    }));
    const rows = tried.flatMap(({ row }) => (row.reason === undefined ? [row.found] : []));
    const left = tried.flatMap(({ control, row }) =>
      row.reason === undefined ? [] : [`${control.label}: ${row.reason.replace(/\.$/, "")}`],
    );
    if (rows.length === 0) return { reason: `no control has an estimate (${left.join("; ")})` };
    const adjusted = holm(rows.map(({ pValue }) => pValue!));
    const tested = rows.map((row, k) => ({ ...row, pValue: adjusted[k]! }));
    const beyond = adjusted.filter((p) => p < 0.05).length;
    const dropped = left.length === 0 ? "" : ` Left out: ${left.join("; ")}.`;
    const finding = calibrated(rows, input);
    return {
      ...finding,
      rows: [...tested, ...finding.rows],
      sentence: `${beyond === 0 ? "None" : beyond} of ${rows.length} negative control${rows.length === 1 ? "" : "s"} ${beyond === 1 || rows.length === 1 ? "differs" : "differ"} from 0 beyond chance. ${finding.sentence}${dropped} Why nothing can pass, in the question's words: ${reason.replace(/\.$/, "")}. Not seen: an error that the outcome does not share with the controls. Each control is scaled to the outcome by standard deviations, and controls count as independent though they are measured on the same users.`,
    };
  },
};

/** An error below this share of a control's standard deviation is rounding: nothing of it is left to estimate with. */
const rounding = 1e-10;

/**
 * One control by the primary estimator on the rows where it is known, on the scale of the outcome.
 * @throws NotEstimableError `negativeControl.constant` when a control outcome is the same on all rows of each arm,
 *   `negativeControl.determined` when the covariates say it without error; what the estimator throws
 */
function controlRow({ label, kind, values }: DeclaredControl, input: CheckInput): CheckRow {
  const { design, estimate, level } = input;
  const keep = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1));
  const rows = keep.includes(0) ? keepRows(design, keep, `with ${label}`) : design;
  const known = values.filter((value) => !Number.isNaN(value));
  const { effect } = estimate(kind === "outcome" ? withOutcome(rows, known) : withTreatment(rows, known));
  const { deviation } = pooledDeviation(rows, kind === "outcome" ? known : undefined);
  if (kind === "outcome" && !(deviation > 0))
    throw new NotEstimableError(
      "negativeControl.constant",
      "it is the same on all treated and on all untreated rows, so nothing can be seen in it",
    );
  const { pValue, standardError } = twoSidedTest(effect);
  if (standardError < rounding * deviation)
    throw new NotEstimableError(
      "negativeControl.determined",
      "the covariates determine it, so the analysis holds it equal whatever else is wrong",
    );
  const row = estimateRow(label, effect, rows.rows, level, pValue);
  if (kind === "treatment") return row;
  const scale = pooledDeviation(design).deviation / deviation;
  return {
    ...row,
    estimate: scale * row.estimate,
    standardError: scale * row.standardError!,
    lower: scale * row.lower!,
    upper: scale * row.upper!,
  };
}

interface CalibratedPart {
  readonly rows: readonly CheckRow[];
  readonly sentence: string;
  readonly calibration?: Calibration;
}

function calibrated(found: readonly CheckRow[], input: CheckInput): CalibratedPart {
  const { primary, design, level, write } = input;
  const usable = found.filter(({ standardError }) => standardError! > 0);
  if (usable.length < fewestControls)
    return {
      rows: [],
      sentence: `Calibration was not evaluated: ${usable.length} control${usable.length === 1 ? " has" : "s have"} an estimate with an error, and fewer than ${fewestControls} do not tell how errors scatter.`,
    };
  const error = fitSystematicError(
    usable.map(({ estimate }) => estimate),
    usable.map(({ standardError }) => standardError!),
  );
  const plain = estimateRow("the estimate as it is", primary.effect, design.rows, level);
  const own = plain.standardError!;
  const interval = calibrateInterval(plain.estimate, own, error, { level });
  const pValue = calibratePValue(plain.estimate, own, error);
  const { mean, standardDeviation, expectedAbsoluteError } = error;
  const { estimate, lower, upper } = interval;
  return {
    rows: [
      plain,
      {
        item: "the estimate, calibrated by the controls",
        estimate,
        standardError: null,
        lower,
        upper,
        pValue: null,
        rows: design.rows,
      },
    ],
    calibration: {
      mean,
      standardDeviation,
      expectedAbsoluteError,
      controls: usable.length,
      estimate,
      lower,
      upper,
      pValue,
    },
    sentence: `By them the analysis errs by ${write(mean)} on average, with a standard deviation of ${write(standardDeviation)} from control to control; less that error the estimate of ${write(plain.estimate)} is ${write(estimate)} (${Number((100 * level).toPrecision(6))}% interval ${write(lower)} to ${write(upper)}, p-value ${pValue < 0.001 ? "below 0.001" : pValue.toFixed(3)}).`,
  };
}
