import { pnorm, pt, qnorm, qt } from "lib-r-math.js";
import { describe, expect, it } from "vitest";
import { normalCdf, normalQuantile, normalUpperTail } from "../../src/numeric/normal-distribution.js";
import { studentCdf, studentQuantile } from "../../src/numeric/student-distribution.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, whyAbsent } from "../reference/shared-table.js";

const shares = [
  1e-300, 1e-50, 1e-10, 1e-6, 1e-4, 0.001, 0.01, 0.025, 0.0749, 0.0751, 0.2, 0.4, 0.5, 0.7, 0.95, 0.975,
  0.999,
];

describe("normal distribution", () => {
  it("agrees with R in body and tails", () => {
    for (let z = -37; z <= 8.2; z += 0.0937)
      assertClose(normalCdf(z), pnorm(z), { relative: 1e-12, because: "both near machine precision" });
    for (const z of [0, 0.5, 1.96, 6, 10, 30])
      assertClose(normalUpperTail(z), pnorm(z, 0, 1, false), { relative: 1e-12, because: "no cancellation" });
  });

  it("has quantiles that agree with R", () => {
    for (const p of shares)
      assertClose(normalQuantile(p), qnorm(p), {
        relative: 1e-12,
        absolute: 1e-16,
        because: "same algorithm",
      });
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
  });

  it("inverts itself", () => {
    for (const p of shares)
      assertClose(normalCdf(normalQuantile(p)), p, {
        relative: 5e-13,
        because: "the tail magnifies a relative error of z by z²",
      });
  });

  it("ends where it must", () => {
    expect(normalCdf(-40)).toBe(0);
    expect(normalCdf(40)).toBe(1);
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalQuantile(1.1)).toBeNaN();
    expect(normalCdf(Number.NaN)).toBeNaN();
  });
});

describe("Student's t", () => {
  const degrees = [1, 2, 3, 5, 7.5, 10, 19, 30, 49, 120, 1000];

  it("agrees with values by an arbitrary-precision incomplete beta (mpmath 1.x, 40 digits)", () => {
    const exact = [
      [-2, 10, 0.03669401738537018],
      [-4.3, 10, 0.0007807200462776829],
      [-12, 19, 1.2954473186110996e-10],
      [-4.3, 30, 8.32254874106337e-5],
      [-2, 49, 0.025529574128709046],
      [-12, 49, 1.6904052473986992e-16],
      [-12, 120, 1.392374885218557e-22],
      [-2, 1000, 0.02288517324662582],
    ] as const;
    for (const [t, d, expected] of exact)
      assertClose(studentCdf(t, d), expected, { relative: 1e-13, because: "near machine precision" });
  });

  it("agrees with lib-r-math", () => {
    for (const d of degrees)
      for (const t of [-2, -0.7, -1e-3, 0.2, 1, 2.5])
        assertClose(studentCdf(t, d), pt(t, d), {
          relative: 2e-7,
          because: "lib-r-math's pt is good to about 1e-7, by the exact values above",
        });
  });

  it("has the closed forms of 1 and 2 degrees of freedom", () => {
    for (const t of [-50, -3, -0.5, 0.1, 2]) {
      const cauchy = t < 0 ? Math.atan(1 / -t) / Math.PI : 0.5 + Math.atan(t) / Math.PI;
      assertClose(studentCdf(t, 1), cauchy, { relative: 1e-13, because: "arctangent" });
      assertClose(
        studentCdf(t, 2),
        t < 0 ? 1 / ((2 + t * t) * (1 - t / Math.sqrt(2 + t * t))) : 0.5 + t / (2 * Math.sqrt(2 + t * t)),
        {
          relative: 1e-13,
          because: "1/2 + t / (2 sqrt(2 + t²)), written without cancellation",
        },
      );
    }
  });

  it("has quantiles that invert it and agree with R", () => {
    for (const d of degrees)
      for (const p of [1e-8, 0.0005, 0.005, 0.025, 0.3, 0.6, 0.9, 0.975, 0.9995]) {
        const t = studentQuantile(p, d);
        assertClose(studentCdf(t, d), p, { relative: 1e-11, because: "inverse of our own" });
        assertClose(t, qt(p, d), { relative: 1e-7, because: "lib-r-math's qt is good to 2e-8" });
      }
    expect(studentQuantile(0.5, 4)).toBe(0);
    expect(studentQuantile(0.975, -1)).toBeNaN();
  });

  it.skipIf(!referencePresent)(`agrees with R's own quantiles${whyAbsent}`, () => {
    const values = sharedCase("tidy", "special.qnorm_pnorm_qt");
    values.p.forEach((p: number, k: number) => {
      const tolerance = { relative: 1e-11, absolute: 1e-14, because: "R prints 15 digits" };
      assertClose(normalQuantile(p), values.qnorm[k], tolerance);
      assertClose(studentQuantile(p, 7.5), values["qt_7.5"][k], tolerance);
    });
  });
});
