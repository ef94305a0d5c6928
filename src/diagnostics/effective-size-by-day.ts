import { kishSize } from "./kish-size.js";
import { checkSample, type WeightedSample } from "./weighted-sample.js";

/** Effective rows of an arm on one day: a line of a tidy table. */
export interface DayEffectiveness {
  /** Log day, from 0. */
  readonly day: number;
  readonly arm: "treated" | "control";
  readonly rows: number;
  /** (Σw)² / Σw² over the rows of the arm on that day; 0 when none has weight. */
  readonly effective: number;
  /** `effective` / `rows`; 0 for no rows. */
  readonly share: number;
}

/** Kish's effective sample size by arm and day, days ascending. Throws as `checkSample`. */
export function effectiveSizeByDay(sample: WeightedSample): readonly DayEffectiveness[] {
  checkSample(sample);
  const days = new Map<
    number,
    Record<DayEffectiveness["arm"], { rows: number; sum: number; squares: number }>
  >();
  const nothing = () => ({ rows: 0, sum: 0, squares: 0 });
  sample.day.forEach((day, row) => {
    const arms = days.get(day) ?? { treated: nothing(), control: nothing() };
    days.set(day, arms);
    const own = arms[sample.treatment[row] === 1 ? "treated" : "control"];
    const w = sample.weight[row]!;
    own.rows += 1;
    own.sum += w;
    own.squares += w * w;
  });
  return [...days]
    .sort(([a], [b]) => a - b)
    .flatMap(([day, arms]) =>
      (["treated", "control"] as const).map((arm) => {
        const { rows, sum, squares } = arms[arm];
        const effective = kishSize(sum, squares);
        return { day, arm, rows, effective, share: rows === 0 ? 0 : effective / rows };
      }),
    );
}
