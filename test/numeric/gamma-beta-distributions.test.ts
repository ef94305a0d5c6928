import { pchisq, pf, qchisq } from "lib-r-math.js";
import { describe, expect, it } from "vitest";
import { chiSquareCdf, chiSquareQuantile, chiSquareUpperTail } from "../../src/numeric/chi-square-distribution.js";
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
  [1e-8, 1, 7.9788455947305776e-5, 0.99992021154405269],
  [0.5, 1, 0.52049987781304654, 0.47950012218695346],
  [3.841458820694124, 1, 0.94999999999999994, 0.050000000000000057],
  [40, 1, 0.99999999974603714, 2.539628589470865e-10],
  [700, 1, 1, 2.9902269751246203e-154],
  [0.001, 2.5, 6.5972170918984734e-5, 0.99993402782908102],
  [0.2, 3, 0.022410702238350602, 0.9775892977616494],
  [7.8, 3, 0.94966890214014665, 0.050331097859853355],
  [120, 3, 1, 7.7167903556341587e-26],
  [3, 30, 8.2397223675908074e-11, 0.99999999991760278],
  [30, 30, 0.53434629105599037, 0.46565370894400963],
  [150, 30, 1, 6.7069525239379612e-18],
  [60, 250, 2.8465296322261497e-38, 1],
  [250, 250, 0.51189467995217098, 0.48810532004782902],
  [900, 250, 1, 3.3686951855209867e-74],
  [1400, 2, 1, 9.8596765437597709e-305],
  [9300, 10000, 2.037099657627814e-7, 0.99999979629003424],
  [10000, 10000, 0.50188063403381736, 0.49811936596618264],
  [10700, 10000, 0.99999936194405163, 6.3805594836767594e-7],
] as const;

/** x, two degrees, lower tail, upper tail. */
const fTails = [
  [1e-6, 1, 10, 0.00077821662525901578, 0.99922178337474098],
  [0.5, 1, 1, 0.39182655203060727, 0.60817344796939273],
  [4.96, 1, 10, 0.94991234943353181, 0.05008765056646819],
  [100000, 1, 10, 1, 2.4598098844527641e-21],
  [0.01, 3, 7, 0.0015047529598882999, 0.9984952470401117],
  [2.5, 3, 7, 0.85649054372106078, 0.14350945627893922],
  [300, 3, 7, 0.99999990625843834, 9.3741561663910232e-8],
  [0.05, 20, 40, 9.7531620991481768e-10, 0.99999999902468379],
  [1, 20, 40, 0.51725056335731716, 0.48274943664268284],
  [12, 20, 40, 0.99999999996627312, 3.3726877600740518e-11],
  [0.6, 500, 900, 1.6585291662400224e-10, 0.99999999983414708],
  [1, 500, 900, 0.50299769614322703, 0.49700230385677297],
  [1.9, 500, 900, 1, 4.1324247379892167e-17],
  [60, 5, 1411, 1, 8.9913584418843992e-57],
  [0.02, 7.5, 3.3, 2.2852598370430999e-5, 0.99997714740162957],
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
      [1e-10, 3, 5.2093976214344802e-7],
      [0.025, 1, 0.00098206911717525591],
      [0.5, 2.5, 1.8738477677808792],
      [0.975, 30, 46.979242243671157],
      [0.999999, 250, 371.02351065674008],
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
          assertClose(one.lower, other.upper, { relative: 1e-12, absolute: 1e-300, because: "I_x(a, b) = 1 - I_y(b, a)" });
          assertClose(one.lower + one.upper, 1, { absolute: 1e-15, because: "whole" });
        }
    expect(incompleteGamma(-1, 2).lower).toBeNaN();
    expect(incompleteBeta(1, 1, Number.NaN, 0.5).lower).toBeNaN();
  });

  it("has normal and t tails and quantiles to 1e-12", () => {
    for (const [z, p] of [
      [-37.5, 4.6053530095819548e-308],
      [-20, 2.7536241186062337e-89],
      [-8, 6.2209605742717841e-16],
      [-3, 0.0013498980316300945],
      [-1, 0.15865525393145705],
      [-0.3, 0.38208857781104737],
    ] as const)
      assertClose(normalCdf(z), p, exact);
    for (const [p, z] of [
      [1e-300, -37.047096299361199],
      [1e-50, -14.933337534788489],
      [1e-10, -6.3613409024040562],
      [0.001, -3.0902323061678135],
      [0.025, -1.9599639845400542],
      [0.3, -0.52440051270804078],
    ] as const)
      assertClose(normalQuantile(p), z, exact);
    for (const [p, degrees, t] of [
      [1e-12, 3, -10331.108244292486],
      [0.0005, 1, -636.61924876871962],
      [0.025, 49, -2.0095752371292397],
      [0.3, 7.5, -0.5474128775812612],
      [1e-6, 120, -4.9974438295899427],
      [0.025, 1000, -1.9623390808264085],
    ] as const)
      assertClose(studentQuantile(p, degrees), t, exact);
  });
});
