import { checkCall, having } from "../../call-check.js";
import { CausalError, NotEstimableError } from "../../errors.js";
import { intervalAround } from "../../inference/interval-around.js";
import { eValue } from "./e-value.js";

/** One arm of a table of two by two: how many had the event, of how many. */
export interface EventCount {
  readonly events: number;
  readonly total: number;
}

export interface TwoByTwo {
  readonly treated: EventCount;
  readonly control: EventCount;
}

export interface DifferenceEValue {
  /** To bring the difference to 0, and to bring the end of its interval that is nearer to 0 there (1 when it holds 0). */
  readonly point: number;
  readonly interval: number;
  /** Risk of the treated minus risk of the controls, with its Wald interval. */
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The E-value of a difference of two risks, from counts of independent rows: the least strength, as a risk ratio with
 * treatment and with outcome each, that a hidden confounder needs to explain the difference away. Confounding by the
 * bias factor B leaves (p₁ - p₀ B) (f + (1 - f) / B) of it, p₁ the higher risk, p₀ the lower one, f the share of rows in
 * the arm of p₁; the squared error of that is (s₁² + s₀² B²) (f + (1 - f) / B)² + (p₁ - p₀ B)² (1 - 1 / B)² f (1 - f) / n with
 * s² = p (1 - p) / rows. B is solved for exactly, for the estimate (B = p₁ / p₀, so the E-value is that of the risk
 * ratio) and for the end of its interval, which falls all the way to 0 as B rises; E = B + sqrt(B (B - 1)).
 * @throws CausalError `eValue.counts` unless counts are whole numbers, events from 0 to a total of at least 1,
 * `inference.level`; NotEstimableError `eValue.no-events` when the arm of lower risk has none, so that nothing explains it
 * Source: Ding & VanderWeele (2016), Epidemiology 27(3), 368-377, page 376. Checked against: EValue 4.1.4, which searches
 * B on a grid (test/reference/sensitivity.test.ts).
 */
export function eValueOfDifference(counts: TwoByTwo, level = 0.95): DifferenceEValue {
  const arm = having("how many had the event of how many: { events, total }", "events", "total");
  checkCall("eValueOfDifference", counts, { treated: arm, control: arm });
  const treated = riskOf("treated", counts.treated);
  const control = riskOf("control", counts.control);
  const difference = treated.risk - control.risk;
  const rows = treated.total + control.total;
  const [high, low] = difference < 0 ? [control, treated] : [treated, control];
  if (low.risk === 0 && high.risk > 0)
    throw new NotEstimableError(
      "eValue.no-events",
      `none of the ${low.total} rows of one arm had the event and ${high.events} of ${high.total} of the other: the risk ratio has no bound, and no hidden confounder of finite strength explains the difference`,
      { events: high.events },
    );
  const share = high.total / rows;
  const left = (factor: number) => {
    const gap = high.risk - low.risk * factor;
    const mixed = share + (1 - share) / factor;
    const variance =
      (high.variance + low.variance * factor ** 2) * mixed ** 2 +
      (gap * (1 - 1 / factor)) ** 2 * ((share * (1 - share)) / rows);
    return intervalAround(gap * mixed, {
      standardError: Math.sqrt(variance),
      clusters: rows,
      level,
      clustered: "independent rows",
      student: false,
    });
  };
  const own = left(1);
  const factor = difference === 0 ? 1 : high.risk / low.risk;
  const [lower, upper] = difference < 0 ? [-own.upper, -own.lower] : [own.lower, own.upper];
  return {
    point: strengthOf(factor),
    interval: own.lower > 0 ? strengthOf(crossing((at) => left(at).lower, factor)) : 1,
    difference,
    lower,
    upper,
  };
}

function riskOf(arm: string, { events, total }: EventCount) {
  if (!(Number.isInteger(events) && Number.isInteger(total) && events >= 0 && total >= 1 && events <= total))
    throw new CausalError(
      "eValue.counts",
      `eValueOfDifference, ${arm}: found ${String(events)} events of ${String(total)}; expected whole numbers, events from 0 to the total and a total of at least 1`,
      { arm, events, total },
    );
  const risk = events / total;
  return { events, total, risk, variance: (risk * (1 - risk)) / total };
}

const strengthOf = (ratio: number) => eValue({ ratio, lower: ratio, upper: ratio, scale: "risk" }).point;

/** Where a falling function that is above 0 at 1 and not at `end` reaches 0, to the last digit. */
function crossing(falling: (at: number) => number, end: number): number {
  let [above, below] = [1, end];
  for (;;) {
    const middle = (above + below) / 2;
    if (middle <= above || middle >= below) return below;
    if (falling(middle) > 0) above = middle;
    else below = middle;
  }
}
