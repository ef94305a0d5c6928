import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NaturalSpline, naturalSpline, splineOnKnots } from "../../src/design/natural-spline.js";
import { assertClose } from "../assert-close.js";
import { leastSquares } from "./least-squares.js";

function basisAt(spline: NaturalSpline, x: number): number[] {
  const out = new Float64Array(spline.columns);
  spline.evaluate(x, out, 0, 1);
  return [...out];
}

// R's data set `women`: heights 58 to 72 inches and weights in pounds.
const height = Float64Array.from({ length: 15 }, (_, i) => 58 + i);
const weight = [115, 117, 120, 123, 126, 129, 132, 135, 139, 142, 146, 150, 154, 159, 164];

describe("naturalSpline", () => {
  it("has the basis that R prints for ns(women$height, df = 5)", () => {
    const spline = naturalSpline(height, 5);
    expect(spline.boundary).toEqual([58, 72]);
    [60.8, 63.6, 66.4, 69.2].forEach((knot, k) => {
      assertClose(spline.knots[k]!, knot, { absolute: 1e-12, because: "type 7 quantiles of 15 heights" });
    });
    const printed: readonly (readonly [number, readonly number[]])[] = [
      [58, [0, 0, 0, 0, 0]],
      [59, [7.592323e-3, 0, -8.670223e-2, 2.601067e-1, -1.734045e-1]],
      [65, [4.791667e-1, 4.791667e-1, 1.406302e-2, 2.031093e-2, -1.354062e-2]],
      [69, [6.073858e-5, 2.047498e-1, 5.95416e-1, 1.989926e-1, 7.809246e-4]],
      [72, [0, 0, -0.1428571, 0.4285714, 0.7142857]],
    ];
    for (const [x, row] of printed)
      basisAt(spline, x).forEach((value, j) => {
        assertClose(value, row[j]!, { absolute: 6e-8, because: "R prints seven digits" });
      });
  });

  it("gives the coefficients that R prints for lm(weight ~ ns(height, df = 5), women)", () => {
    const spline = naturalSpline(height, 5);
    const basis = [...height].map((x) => basisAt(spline, x));
    const columns = [height, ...Array(5).keys()].map((_, j) =>
      basis.map((row) => (j === 0 ? 1 : row[j - 1]!)),
    );
    const expected = [114.74466, 15.94736, 25.16949, 33.25822, 50.78938, 45.03633];
    leastSquares(columns, weight).forEach((coefficient, j) => {
      assertClose(coefficient, expected[j]!, {
        absolute: 5e-6,
        because: "half a unit in the last printed digit",
      });
    });
  });

  it("is the line through the boundary with one degree of freedom", () => {
    const spline = naturalSpline(Float64Array.of(2, 6, 3), 1);
    const [atStart, middle, end] = [2, 4, 6].map((x) => basisAt(spline, x)[0]!);
    expect([spline.columns, atStart]).toEqual([1, 0]);
    assertClose(middle!, end! / 2, { relative: 1e-12, because: "a line" });
  });

  it("leaves out knots that ties put on one another, and has no column of a constant", () => {
    // The quartiles of 0 0 0 0 1 1 1 2 are 0 (the boundary), 0.5 and 1.
    expect(naturalSpline(Float64Array.of(0, 0, 0, 0, 1, 1, 1, 2), 4)).toMatchObject({
      columns: 3,
      knots: [0.5, 1],
    });
    expect(naturalSpline(Float64Array.of(5, 5), 3).columns).toBe(0);
  });

  const inner = fc.uniqueArray(fc.integer({ min: 1, max: 19 }), { maxLength: 4 });

  it("contains every line, is linear beyond its boundary and bends smoothly", () => {
    fc.assert(
      fc.property(inner, (found) => {
        const knots = found.sort((a, b) => a - b);
        const spline = splineOnKnots([0, 20], knots);
        expect(spline.columns).toBe(knots.length + 1);
        const grid = Array.from({ length: 41 }, (_, i) => i / 2);
        const basis = grid.map((x) => basisAt(spline, x));
        const columns = [grid.map(() => 1), ...basis[0]!.map((_, j) => basis.map((row) => row[j]!))];
        const fitted = leastSquares(columns, grid);
        grid.forEach((x, i) => {
          const value = columns.reduce((sum, column, j) => sum + column[i]! * fitted[j]!, 0);
          assertClose(value, x, {
            absolute: 1e-8,
            because: "x is in the span; elimination loses a few digits",
          });
        });
        for (const [from, step] of [
          [0, -3],
          [20, 3],
        ] as const)
          for (let j = 0; j < spline.columns; j++) {
            const at = (x: number) => basisAt(spline, x)[j]!;
            assertClose(at(from + 2 * step) - at(from + step), at(from + step) - at(from), {
              absolute: 1e-9,
              because: "linear beyond the boundary",
            });
            const h = 1e-4;
            assertClose((at(from + h) - 2 * at(from) + at(from - h)) / h ** 2, 0, {
              absolute: 1e-2,
              because:
                "no second derivative at the boundary, up to the rounding of a difference of order 1e-8",
            });
          }
      }),
      { numRuns: 40 },
    );
  });
});
