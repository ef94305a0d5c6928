import { checkCall, having, kinds } from "../call-check.js";
import type { Design } from "../design/design.js";
import { refuseMissingOutcomes } from "../design/refuse-missing-outcomes.js";
import { CausalError, NotEstimableError } from "../errors.js";
import { factorise, solve } from "../numeric/cholesky.js";
import { studentCdf, studentQuantile } from "../numeric/student-distribution.js";

/** Who shares a group with whom on a day. */
export interface GroupedRows {
  /** Group of each row's user, [rows] in design order; NaN where not known. */
  readonly group: Float64Array;
  /** Share of the other users of the group who were treated that day, [rows]; NaN where there is no other. */
  readonly othersTreated: Float64Array;
}

/** How the outcome of untreated rows goes with their group's treated share. */
export interface SpillOver {
  /** Outcome with all others treated minus outcome with none, unit of the outcome, extended along a straight line. */
  readonly slope: number;
  readonly standardError: number;
  /** Interval at the asked level: t with `degrees`. */
  readonly lower: number;
  readonly upper: number;
  /** Two-sided, of a slope of 0. */
  readonly pValue: number;
  readonly degrees: number;
  /** Groups whose treated share varies from day to day, which bear on the slope. */
  readonly groups: number;
  /** Untreated rows of known group and share. */
  readonly rows: number;
  /** Mean of the others' treated share over those rows. */
  readonly meanShare: number;
}

/** A slope or an error below this share of what the size of the outcomes could give is rounding, and taken as 0. */
const rounding = 1e-12;

/** Fewer groups carry no error of their own. */
export const fewestGroups = 10;

/**
 * Least squares over untreated rows of the outcome on the treated share of the row's group that day (the row's own user
 * left out), with the question's covariates and an effect of each user: users are held against themselves on other days, so
 * that what is lasting about a user or a group confounds nothing. (Effects of groups alone would not do: those who are
 * treated often have, on their untreated days, groups of the others, who are treated less.) Weighted by averaging. Error clustered by group, by leaving each group
 * out in one step: sqrt((G - 1) / G · Σ_g (s_g / (1 - h_g))²), s_g the group's share of the score and h_g its leverage on the
 * slope; t with G - 1 degrees of freedom. Without interference the slope is 0.
 * @param level of the interval, in (0, 1)
 * @throws CausalError `inference.level`, `interference.lengths`; NotEstimableError `interference.few-groups` with fewer than ten groups whose share varies, or when one group
 *   alone decides; `interference.no-share` when the covariates determine the share
 * Source: Hudgens & Halloran (2008), indirect effects, read off one regression; error: MacKinnon, Nielsen & Webb (2023), CV3
 * in one step. Checked against: a regression with indicators of users, and the level and power of the test in worlds with
 * and without spill-over (test/falsification/interference.test.ts).
 */
export function spillOver(design: Design, grouped: GroupedRows, level = 0.95): SpillOver {
  checkCall(
    "spillOver",
    { design, grouped },
    { design: kinds.design, grouped: having("groups of rows", "group", "othersTreated") },
  );
  refuseMissingOutcomes(design);
  const { group, othersTreated } = grouped;
  if (group.length !== design.rows || othersTreated.length !== design.rows)
    throw new CausalError(
      "interference.lengths",
      `spillOver: found ${group.length} groups and ${othersTreated.length} shares; expected one of each for the design's ${design.rows} rows`,
      { groups: group.length, shares: othersTreated.length, rows: design.rows },
    );
  if (!(level > 0 && level < 1))
    throw new CausalError("inference.level", `level is ${level}; expected a number between 0 and 1`, {
      level,
    });
  const kept = keptRows(design, grouped);
  const { columns: p, rows, user, index, groups, weight, share, y, x } = kept;
  if (groups < fewestGroups) throw fewGroups(groups);
  const means = userMeans(kept);
  const z = new Float64Array(p);
  const gram = new Float64Array(p * p);
  const square = new Float64Array(p);
  const standing = (r: number): number => {
    const at = user[r]! * (p + 1);
    for (let j = 0; j < p; j++) z[j] = x[r * p + j]! - means[at + j]!;
    return y[r]! - means[at + p]!;
  };
  const moments = new Float64Array(p);
  for (let r = 0; r < rows; r++) {
    const target = standing(r);
    const w = weight[r]!;
    for (let j = 0; j < p; j++) {
      square[j] = square[j]! + w * x[r * p + j]! ** 2;
      moments[j] = moments[j]! + w * z[j]! * target;
      for (let i = j; i < p; i++) gram[j * p + i] = gram[j * p + i]! + w * z[j]! * z[i]!;
    }
  }
  for (let j = 0; j < p; j++)
    if (gram[j * p + j]! <= 1e-18 * square[j]!)
      for (let i = 0; i < p; i++) gram[Math.min(i, j) * p + Math.max(i, j)] = 0;
  const factor = factorise(gram, p);
  if (factor.aliased.includes(p - 1))
    throw new NotEstimableError(
      "interference.no-share",
      "the treated share of others in the group does not vary beyond what users and adjustment columns say",
      { rows, groups },
    );
  const beta = solve(factor, moments);
  const last = Float64Array.from({ length: p }, (_, j) => (j === p - 1 ? 1 : 0));
  const direction = solve(factor, last);

  const scores = new Float64Array(groups);
  const leverages = new Float64Array(groups);
  for (let r = 0; r < rows; r++) {
    let residual = standing(r);
    let along = 0;
    for (let j = 0; j < p; j++) {
      residual -= beta[j]! * z[j]!;
      along += direction[j]! * z[j]!;
    }
    const g = index[r]!;
    scores[g] = scores[g]! + weight[r]! * along * residual;
    leverages[g] = leverages[g]! + (weight[r]! * along * along) / direction[p - 1]!;
  }
  const bearing = leverages.filter((h) => h > 1e-12).length;
  const most = leverages.reduce((a, b) => Math.max(a, b));
  if (bearing < fewestGroups || most > 1 - 1e-9) throw fewGroups(bearing);
  const sum = scores.reduce((total, s, g) => total + (s / (1 - leverages[g]!)) ** 2, 0);
  const squares = y.reduce((total, value, r) => total + weight[r]! * value * value, 0);
  const floor = rounding * Math.sqrt(squares * direction[p - 1]!);
  const exact = (value: number) => (Math.abs(value) < floor ? 0 : value);
  const standardError = exact(Math.sqrt(((bearing - 1) / bearing) * sum));
  const slope = exact(beta[p - 1]!);
  const degrees = bearing - 1;
  const half = studentQuantile((1 + level) / 2, degrees) * standardError;
  const certain = slope === 0 ? 1 : 0;
  const total = weight.reduce((a, b) => a + b, 0);
  return {
    slope,
    standardError,
    lower: slope - half,
    upper: slope + half,
    pValue:
      standardError === 0 ? certain : Math.min(1, 2 * studentCdf(-Math.abs(slope) / standardError, degrees)),
    degrees,
    groups: bearing,
    rows,
    meanShare: share.reduce((a, value, r) => a + weight[r]! * value, 0) / total,
  };
}

const fewGroups = (groups: number): NotEstimableError =>
  new NotEstimableError(
    "interference.few-groups",
    `${groups} groups of users have a treated share that varies from day to day; the error clustered by group needs at least ${fewestGroups}, none of which decides alone`,
    { groups },
  );

/** Untreated rows of known group and share: covariates but the intercept, then the share, row by row. */
function keptRows(design: Design, { group, othersTreated }: GroupedRows) {
  const rowsOf = (shard: { treatment: Float64Array; firstRow: number; rows: number }) =>
    Array.from({ length: shard.rows }, (_, r) => r).filter(
      (r) =>
        shard.treatment[r] === 0 &&
        !Number.isNaN(group[shard.firstRow + r]!) &&
        !Number.isNaN(othersTreated[shard.firstRow + r]!),
    );
  let rows = 0;
  for (const shard of design.shards) rows += rowsOf(shard).length;
  const columns = design.terms.length;
  const x = new Float64Array(rows * columns);
  const [y, weight, share] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
  const [index, user] = [new Int32Array(rows), new Int32Array(rows)];
  const known = new Map<number, number>();
  let at = 0;
  for (const shard of design.shards)
    for (const r of rowsOf(shard)) {
      const row = shard.firstRow + r;
      for (let j = 1; j < columns; j++)
        x[at * columns + j - 1] = shard.covariates.values[j * shard.rows + r]!;
      x[at * columns + columns - 1] = othersTreated[row]!;
      y[at] = shard.outcome[r]!;
      weight[at] = shard.averaging[r]!;
      share[at] = othersTreated[row]!;
      user[at] = shard.user[r]!;
      const label = group[row]!;
      if (!known.has(label)) known.set(label, known.size);
      index[at++] = known.get(label)!;
    }
  return { columns, rows, users: design.users, user, groups: known.size, index, weight, share, y, x };
}

/** Weighted means of every column and the outcome by user, [users x (columns + 1)] row-major. */
function userMeans({
  columns: p,
  rows,
  users,
  user,
  weight,
  y,
  x,
}: ReturnType<typeof keptRows>): Float64Array {
  const means = new Float64Array(users * (p + 1));
  const total = new Float64Array(users);
  for (let r = 0; r < rows; r++) {
    const i = user[r]!;
    const w = weight[r]!;
    total[i] = total[i]! + w;
    for (let j = 0; j <= p; j++) {
      const value = j === p ? y[r]! : x[r * p + j]!;
      const to = i * (p + 1) + j;
      means[to] = means[to]! + (w / total[i]!) * (value - means[to]!);
    }
  }
  return means;
}
