import { pchisq, pf, qchisq } from "lib-r-math.js";
import { describe, expect, it } from "vitest";
import {
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareUpperTail,
} from "../../src/numeric/chi-square-distribution.js";
import { fCdf, fQuantile, fUpperTail } from "../../src/numeric/f-distribution.js";
import { incompleteBeta } from "../../src/numeric/incomplete-beta.js";
import { incompleteGamma } from "../../src/numeric/incomplete-gamma.js";
import { logGamma } from "../../src/numeric/log-factorial-remainder.js";
import { normalCdf, normalQuantile } from "../../src/numeric/normal-distribution.js";
import { studentQuantile } from "../../src/numeric/student-distribution.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, whyAbsent } from "../reference/shared-table.js";

// Every constant below was computed with mpmath 1.3.0 at 40 digits (gammainc, betainc, erfc, findroot on log tails).
const exact = { relative: 1e-12, because: "mpmath at 40 digits" };

/** x, degrees, lower tail, upper tail. */
const chiSquareTails = [
  [1e-8, 1, 0.00007978845594730578, 0.9999202115440526],
  [0.5, 1, 0.5204998778130465, 0.4795001221869535],
  [3.841458820694124, 1, 0.95, 0.05000000000000006],
  [40, 1, 0.9999999997460371, 2.539628589470865e-10],
  [700, 1, 1, 2.9902269751246203e-154],
  [0.001, 2.5, 0.00006597217091898473, 0.999934027829081],
  [0.2, 3, 0.0224107022383506, 0.9775892977616494],
  [7.8, 3, 0.9496689021401467, 0.05033109785985335],
  [120, 3, 1, 7.716790355634159e-26],
  [3, 30, 8.239722367590807e-11, 0.9999999999176028],
  [30, 30, 0.5343462910559904, 0.46565370894400965],
  [150, 30, 1, 6.706952523937961e-18],
  [60, 250, 2.8465296322261496e-38, 1],
  [250, 250, 0.511894679952171, 0.488105320047829],
  [900, 250, 1, 3.3686951855209866e-74],
  [1400, 2, 1, 9.85967654375977e-305],
  [9300, 10000, 2.037099657627814e-7, 0.9999997962900342],
  [10000, 10000, 0.5018806340338173, 0.4981193659661826],
  [10700, 10000, 0.9999993619440516, 6.38055948367676e-7],
] as const;

/** x, two degrees, lower tail, upper tail. */
const fTails = [
  [1e-6, 1, 10, 0.0007782166252590158, 0.999221783374741],
  [0.5, 1, 1, 0.3918265520306073, 0.6081734479693928],
  [4.96, 1, 10, 0.9499123494335318, 0.05008765056646819],
  [100000, 1, 10, 1, 2.459809884452764e-21],
  [0.01, 3, 7, 0.0015047529598883, 0.9984952470401117],
  [2.5, 3, 7, 0.8564905437210608, 0.1435094562789392],
  [300, 3, 7, 0.9999999062584384, 9.374156166391024e-8],
  [0.05, 20, 40, 9.753162099148177e-10, 0.9999999990246838],
  [1, 20, 40, 0.5172505633573171, 0.4827494366426828],
  [12, 20, 40, 0.9999999999662731, 3.372687760074052e-11],
  [0.6, 500, 900, 1.6585291662400223e-10, 0.9999999998341471],
  [1, 500, 900, 0.502997696143227, 0.49700230385677296],
  [1.9, 500, 900, 1, 4.1324247379892166e-17],
  [60, 5, 1411, 1, 8.991358441884399e-57],
  [0.02, 7.5, 3.3, 0.000022852598370430998, 0.9999771474016296],
] as const;

describe("chi-square distribution", () => {
  it("has both tails to 1e-12", () => {
    for (const [x, degrees, lower, upper] of chiSquareTails) {
      assertClose(chiSquareCdf(x, degrees), lower, exact);
      assertClose(chiSquareUpperTail(x, degrees), upper, exact);
    }
    expect(chiSquareCdf(0, 3)).toBe(0);
    expect(chiSquareUpperTail(-1, 3)).toBe(1);
    expect(chiSquareUpperTail(Number.POSITIVE_INFINITY, 3)).toBe(0);
    expect(chiSquareCdf(1, 0)).toBeNaN();
  });

  it("has the closed form of 2 degrees: exp(-x / 2)", () => {
    for (const x of [1e-6, 0.3, 2, 9, 60, 1200])
      assertClose(chiSquareUpperTail(x, 2), Math.exp(-x / 2), {
        relative: 1e-13,
        because: "closed form, within the rounding of exp(600)",
      });
  });

  it("has quantiles to 1e-12, and they invert the tails", () => {
    for (const [p, degrees, x] of [
      [1e-10, 3, 5.20939762143448e-7],
      [0.025, 1, 0.000982069117175256],
      [0.5, 2.5, 1.8738477677808791],
      [0.975, 30, 46.97924224367116],
      [0.999999, 250, 371.0235106567401],
    ] as const)
      assertClose(chiSquareQuantile(p, degrees), x, exact);
    for (const degrees of [0.3, 1, 4, 77, 2000])
      for (const p of [1e-40, 1e-9, 0.01, 0.4, 0.6, 0.99])
        assertClose(chiSquareCdf(chiSquareQuantile(p, degrees), degrees), p, {
          relative: 1e-11,
          because: "the tail magnifies the rounding of x",
        });
    expect(chiSquareQuantile(0, 3)).toBe(0);
    expect(chiSquareQuantile(1, 3)).toBe(Number.POSITIVE_INFINITY);
    expect(chiSquareQuantile(0.5, -3)).toBeNaN();
  });

  it("agrees with lib-r-math", () => {
    const tolerance = { relative: 1e-11, because: "lib-r-math's pchisq and qchisq are good to about 1e-12" };
    for (const degrees of [1, 3, 10, 49])
      for (const x of [0.1, 1, 5, 20, 80]) {
        assertClose(chiSquareUpperTail(x, degrees), pchisq(x, degrees, undefined, false), tolerance);
        assertClose(chiSquareCdf(x, degrees), pchisq(x, degrees), tolerance);
      }
    for (const p of [0.01, 0.5, 0.95]) assertClose(chiSquareQuantile(p, 7), qchisq(p, 7), tolerance);
  });

  it.skipIf(!referencePresent)(`agrees with R's qchisq${whyAbsent}`, () => {
    const values = sharedCase("tidy", "special.qnorm_pnorm_qt");
    values.p.forEach((p: number, k: number) => {
      assertClose(chiSquareQuantile(p, 3), values.qchisq_3[k], {
        relative: p === 0.9999 ? 1e-11 : 1e-12,
        because: "R prints 15 digits; p = 0.9999 itself is rounded",
      });
    });
  });
});

describe("F distribution", () => {
  it("has both tails to 1e-12", () => {
    for (const [x, first, second, lower, upper] of fTails) {
      assertClose(fCdf(x, first, second), lower, exact);
      assertClose(fUpperTail(x, first, second), upper, exact);
    }
    expect(fCdf(-1, 3, 4)).toBe(0);
    expect(fUpperTail(0, 3, 4)).toBe(1);
    expect(fUpperTail(Number.POSITIVE_INFINITY, 3, 4)).toBe(0);
    expect(fCdf(1, 3, 0)).toBeNaN();
  });

  it("has quantiles that invert the tails, and are squared t quantiles on 1 degree", () => {
    for (const [a, b] of [
      [1, 5],
      [3, 7],
      [2.5, 3.5],
      [20, 40],
      [5, 1411],
    ] as const)
      for (const p of [1e-12, 0.01, 0.3, 0.5, 0.9, 0.99])
        assertClose(fCdf(fQuantile(p, a, b), a, b), p, { relative: 1e-12, because: "inverse of our own" });
    assertClose(fQuantile(0.95, 1, 49), studentQuantile(0.975, 49) ** 2, exact);
    expect(fQuantile(1, 2, 3)).toBe(Number.POSITIVE_INFINITY);
    expect(fQuantile(2, 2, 3)).toBeNaN();
  });

  it("agrees with lib-r-math", () => {
    for (const x of [0.2, 1, 3, 9])
      assertClose(fUpperTail(x, 4, 11), pf(x, 4, 11, undefined, false), {
        relative: 1e-9,
        because: "lib-r-math's pf",
      });
  });
});

describe("kernels and quantiles in the tails", () => {
  it("gives log Γ at whole and half numbers", () => {
    assertClose(logGamma(0.5), Math.log(Math.PI) / 2, { absolute: 1e-15, because: "Γ(1/2) = √π" });
    assertClose(logGamma(11), Math.log(3628800), { relative: 1e-15, because: "10!" });
    assertClose(logGamma(1), 0, { absolute: 2e-15, because: "0!" });
    assertClose(logGamma(1e-3), 6.907178885383853, { relative: 1e-14, because: "DLMF 5.7.3 summed by hand" });
    expect(logGamma(0)).toBeNaN();
  });

  it("has complementary tails and symmetric arguments", () => {
    for (const a of [0.2, 1, 7, 300])
      for (const b of [0.4, 2, 55])
        for (const x of [0.001, 0.3, 0.75, 0.9999]) {
          const one = incompleteBeta(a, b, x, 1 - x);
          const other = incompleteBeta(b, a, 1 - x, x);
          assertClose(one.lower, other.upper, {
            relative: 1e-12,
            absolute: 1e-300,
            because: "I_x(a, b) = 1 - I_y(b, a)",
          });
          assertClose(one.lower + one.upper, 1, { absolute: 1e-15, because: "whole" });
        }
    expect(incompleteGamma(-1, 2).lower).toBeNaN();
    expect(incompleteBeta(1, 1, Number.NaN, 0.5).lower).toBeNaN();
  });

  it("has normal and t tails and quantiles to 1e-12", () => {
    for (const [z, p] of [
      [-37.5, 4.605353009581955e-308],
      [-20, 2.7536241186062337e-89],
      [-8, 6.220960574271784e-16],
      [-3, 0.0013498980316300946],
      [-1, 0.15865525393145705],
      [-0.3, 0.3820885778110474],
    ] as const)
      assertClose(normalCdf(z), p, exact);
    for (const [p, z] of [
      [1e-300, -37.0470962993612],
      [1e-50, -14.933337534788489],
      [1e-10, -6.361340902404057],
      [0.001, -3.0902323061678136],
      [0.025, -1.9599639845400543],
      [0.3, -0.5244005127080408],
    ] as const)
      assertClose(normalQuantile(p), z, exact);
    for (const [p, degrees, t] of [
      [1e-12, 3, -10331.108244292485],
      [0.0005, 1, -636.6192487687197],
      [0.025, 49, -2.0095752371292397],
      [0.3, 7.5, -0.5474128775812612],
      [1e-6, 120, -4.997443829589943],
      [0.025, 1000, -1.9623390808264085],
    ] as const)
      assertClose(studentQuantile(p, degrees), t, exact);
  });
});
