import { quantile } from "../numeric/quantile.js";

/** A basis of natural cubic splines: cubic between knots, twice continuously differentiable, linear beyond the boundary. */
export interface NaturalSpline {
  /** Columns of the basis, without a constant. */
  readonly columns: number;
  readonly boundary: readonly [number, number];
  /** Inner knots, ascending. */
  readonly knots: readonly number[];
  /** Writes the basis at x to `out[at]`, `out[at + stride]`, … */
  evaluate(x: number, out: Float64Array, at: number, stride: number): void;
}

const order = 4;

/**
 * Natural cubic spline with inner knots at the quantiles k / df (type 7) of the values and boundary knots at their
 * range: cubic B-splines without the first, projected on the space with zero second derivative at both boundaries.
 * The columns are those of R's `splines::ns(x, df)`. Inner knots that coincide with another knot (ties in the values)
 * are left out, which lowers the number of columns; a constant column gives none.
 * Source: Hastie (1992), chapter 7 of Statistical Models in S; R Core Team, splines::ns. Cost O(df) a value.
 */
export function naturalSpline(values: Float64Array, degreesOfFreedom: number): NaturalSpline {
  const boundary: [number, number] = [quantile(values, 0), quantile(values, 1)];
  const inner = Array.from({ length: degreesOfFreedom - 1 }, (_, k) =>
    quantile(values, (k + 1) / degreesOfFreedom),
  );
  const knots = [...new Set(inner)].filter((knot) => knot > boundary[0] && knot < boundary[1]);
  return boundary[0] === boundary[1]
    ? { columns: 0, boundary, knots: [], evaluate() {} }
    : splineOnKnots(boundary, knots);
}

/** The same basis on given knots. */
export function splineOnKnots(boundary: readonly [number, number], knots: readonly number[]): NaturalSpline {
  const [low, high] = boundary;
  const all = [low, low, low, low, ...knots, high, high, high, high];
  const size = all.length - order;
  const columns = size - 3;
  const project = naturalProjection(
    derivative(all, order, low, 2).subarray(1),
    derivative(all, order, high, 2).subarray(1),
  );
  const slopes = [derivative(all, order, low, 1), derivative(all, order, high, 1)] as const;
  const values = new Float64Array(order);
  return {
    columns,
    boundary,
    knots,
    evaluate(x, out, at, stride) {
      const inside = Math.min(Math.max(x, low), high);
      const span = spanOf(all, inside);
      nonzeroBasis(all, span, inside, values);
      const slope = x < low ? slopes[0] : slopes[1];
      for (let j = 0; j < columns; j++) {
        let sum = 0;
        for (let i = 0; i < order; i++) {
          const index = span - order + 1 + i;
          if (index > 0) sum += values[i]! * project[j * (size - 1) + index - 1]!;
        }
        if (x !== inside)
          for (let i = 1; i < size; i++) sum += (x - inside) * slope[i]! * project[j * (size - 1) + i - 1]!;
        out[at + j * stride] = sum;
      }
    },
  };
}

/** Index s with knots[s] <= x < knots[s + 1]; the last non-empty span at the right boundary. */
function spanOf(knots: readonly number[], x: number): number {
  let span = knots.length - order - 1;
  while (span > order - 1 && x < knots[span]!) span -= 1;
  return span;
}

/** Writes the B-splines of order `values.length` that are not zero on a span (Cox 1972, de Boor 1972); Piegl & Tiller, A2.2. */
function nonzeroBasis(knots: readonly number[], span: number, x: number, values: Float64Array): void {
  values[0] = 1;
  for (let degree = 1; degree < values.length; degree++) {
    let saved = 0;
    for (let i = 0; i < degree; i++) {
      const right = knots[span + i + 1]!;
      const left = knots[span + 1 - degree + i]!;
      const part = values[i]! / (right - left);
      values[i] = saved + (right - x) * part;
      saved = (x - left) * part;
    }
    values[degree] = saved;
  }
}

/** All B-splines of an order, or their derivatives, at x. */
function derivative(knots: readonly number[], size: number, x: number, times: number): Float64Array {
  const out = new Float64Array(knots.length - size);
  if (times === 0) {
    const span = spanOf(knots, x);
    nonzeroBasis(knots, span, x, out.subarray(span - size + 1, span + 1));
    return out;
  }
  const lower = derivative(knots, size - 1, x, times - 1);
  const slope = (i: number) => {
    const width = knots[i + size - 1]! - knots[i]!;
    return width === 0 ? 0 : lower[i]! / width;
  };
  return out.map((_, i) => (size - 1) * (slope(i) - slope(i + 1)));
}

/**
 * Columns 3 … of Q in the QR decomposition of the two constraints (signs as LINPACK's dqrdc has them), column-major:
 * an orthonormal basis of what has no second derivative at either boundary.
 */
function naturalProjection(atLow: Float64Array, atHigh: Float64Array): Float64Array {
  const size = atLow.length;
  const first = householder(Float64Array.from(atLow), 0);
  const second = householder(reflect(first, 0, Float64Array.from(atHigh)), 1);
  const out = new Float64Array(size * (size - 2));
  for (let j = 2; j < size; j++) {
    const unit = new Float64Array(size);
    unit[j] = 1;
    out.set(reflect(first, 0, reflect(second, 1, unit)), (j - 2) * size);
  }
  return out;
}

/** The reflector that sends a column to a multiple of unit vector `at`, scaled so that its pivot is 1 + |pivot| / norm. */
function householder(column: Float64Array, at: number): Float64Array {
  const norm = Math.sqrt(column.subarray(at).reduce((sum, value) => sum + value * value, 0));
  const signed = column[at]! < 0 ? -norm : norm;
  return column.map((value, i) => (i < at ? 0 : value / signed + (i === at ? 1 : 0)));
}

function reflect(reflector: Float64Array, at: number, vector: Float64Array): Float64Array {
  const dot = reflector.reduce((sum, value, i) => sum + value * vector[i]!, 0);
  return vector.map((value, i) => value - (dot / reflector[at]!) * reflector[i]!);
}
