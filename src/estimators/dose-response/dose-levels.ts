import { NotEstimableError } from "../../errors.js";

/** A range of doses that no treatment's cut runs through. */
export interface DoseLevel {
  /** Smallest and largest dose that is found in it. */
  readonly from: number;
  readonly to: number;
  readonly arm: 0 | 1;
}

export interface DoseLevels {
  /** From the lowest doses to the highest. */
  readonly levels: readonly DoseLevel[];
  /** Level of each row, [rows]. */
  readonly of: Int32Array;
  /** The first level of the upper arm. */
  readonly cut: number;
}

/** "18 to 24", or "18" for a level of one dose; six digits. */
export const doseWords = ({ from, to }: Pick<DoseLevel, "from" | "to">): string => {
  const [first, last] = [from, to].map((dose) => String(Number(dose.toPrecision(6))));
  return from === to ? first! : `${first} to ${last}`;
};

/** Levels that are made where doses allow. */
const asked = 5;

/**
 * Cuts the doses into up to five levels, two at least in each arm: the arms' doses must not overlap, each arm is given as
 * many levels as its share of the rows (three or two), and is cut where the shares of its rows below come nearest to equal
 * ones. Edges lie between distinct doses, so ties stay together and give fewer levels where there are few doses.
 * @param given  the lowest dose of each level after the first, ascending, to cut there instead
 * @throws NotEstimableError `dose.no-cut` when the arms' doses overlap, `dose.from` for given edges that leave a level
 *   empty or do not part the arms, `dose.two-levels` when there is one level an arm
 * Checked by hand (test/estimators/dose-response.test.ts).
 */
export function doseLevels(
  dose: Float64Array,
  treatment: Float64Array,
  given?: readonly number[],
): DoseLevels {
  const arms = ([0, 1] as const).map((arm) => dose.filter((_, r) => treatment[r] === arm).sort());
  const [control, treated] = arms as [Float64Array, Float64Array];
  const upper = treated[0]! > control[0]! ? 1 : 0;
  const [low, high] = upper === 1 ? [control, treated] : [treated, control];
  if (!(low.at(-1)! < high[0]!))
    throw new NotEstimableError(
      "dose.no-cut",
      `doses of treated and untreated rows overlap (${control[0]} to ${control.at(-1)} untreated, ${treated[0]} to ${treated.at(-1)} treated); levels need a treatment that cuts the dose at one number`,
    );
  const below = low.length * 2 >= dose.length ? 3 : 2;
  const starts =
    given === undefined
      ? [...startsOf(low, below), ...startsOf(high, asked - below)]
      : [Number.NEGATIVE_INFINITY, ...given];
  const of = Int32Array.from(dose, (value) =>
    starts.reduce((level, start, k) => (start <= value ? k : level), 0),
  );
  const from = starts.map(() => Number.POSITIVE_INFINITY);
  const to = starts.map(() => Number.NEGATIVE_INFINITY);
  dose.forEach((value, r) => {
    from[of[r]!] = Math.min(from[of[r]!]!, value);
    to[of[r]!] = Math.max(to[of[r]!]!, value);
  });
  const wrong = starts.findIndex(
    (_, k) => !(from[k]! <= to[k]!) || (from[k]! <= low.at(-1)! && to[k]! >= high[0]!),
  );
  if (wrong >= 0)
    throw new NotEstimableError(
      "dose.from",
      `level ${wrong + 1} of the given edges ${given?.join(", ")} ${from[wrong]! <= to[wrong]! ? "holds doses of both arms" : "holds no row"}; each level needs rows of one arm`,
      { level: wrong },
    );
  if (starts.length < 3)
    throw new NotEstimableError(
      "dose.two-levels",
      `each arm has one level (${low[0]} and ${high[0]} are their lowest doses), so there is nothing beyond the two arms`,
    );
  const cut = from.findIndex((least) => least >= high[0]!);
  return {
    levels: starts.map((_, k) => ({
      from: from[k]!,
      to: to[k]!,
      arm: k < cut === (upper === 1) ? 0 : 1,
    })),
    of,
    cut,
  };
}

/** The lowest dose of each of up to `count` levels of sorted doses. */
function startsOf(sorted: Float64Array, count: number): readonly number[] {
  const rises: number[] = [];
  for (let i = 1; i < sorted.length; i++) if (sorted[i]! > sorted[i - 1]!) rises.push(i);
  const starts = [sorted[0]!];
  for (let j = 1; j < count; j++) {
    const wanted = (sorted.length * j) / count;
    const at = rises.reduce(
      (best, i) => (Math.abs(i - wanted) < Math.abs(best - wanted) ? i : best),
      rises[0] ?? 0,
    );
    if (sorted[at]! > starts.at(-1)!) starts.push(sorted[at]!);
  }
  return starts;
}
