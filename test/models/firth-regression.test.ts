import { describe, expect, it } from "vitest";
import { firthRegression } from "../../src/models/firth-regression.js";
import { predictGlm } from "../../src/models/predict-glm.js";
import { logisticRegression } from "../../src/models/regressions.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";

describe("firthRegression", () => {
  it("adds half a row to each cell of a saturated table", () => {
    // x = 0: 3 of 10; x = 1: 0 of 8, where the plain estimate is minus infinity
    const data = {
      x: [...Array(10).fill(0), ...Array(8).fill(1)],
      y: [...Array(3).fill(1), ...Array(15).fill(0)],
    };
    const fit = firthRegression({ formula: "y ~ x", data });
    const low = Math.log(3.5 / 7.5);
    assertClose(fit.coefficients[0]!.estimate, low, { relative: 1e-10, because: "closed form" });
    assertClose(fit.coefficients[1]!.estimate, Math.log(0.5 / 8.5) - low, {
      relative: 1e-10,
      because: "closed form",
    });
    // information of the two cells at those probabilities
    const one = 10 * (3.5 / 11) * (7.5 / 11);
    const other = 8 * (0.5 / 9) * (8.5 / 9);
    assertClose(fit.coefficients[1]!.standardError, Math.sqrt(1 / one + 1 / other), {
      relative: 1e-8,
      because: "closed form",
    });
    assertClose(fit.fitted[17]!, 0.5 / 9, { relative: 1e-10, because: "closed form" });
    assertClose(predictGlm(fit, { x: [1], y: [0] })[0]!, 0.5 / 9, {
      relative: 1e-10,
      because: "closed form",
    });
  });

  it("maximises the penalised likelihood: no nearby point is better", () => {
    const random = createRandom(9, "firth");
    const rows = 40;
    const a = Float64Array.from({ length: rows }, () => random.normal());
    const b = Float64Array.from({ length: rows }, () => random.normal());
    const y = a.map((value) => (value + random.normal() > 0 ? 1 : 0));
    const fit = firthRegression({ outcome: y, matrix: { a, b } });
    const beta = fit.coefficients.map((row) => row.estimate);
    const objective = (c: readonly number[]) => {
      const i = new Float64Array(9);
      let log = 0;
      for (let r = 0; r < rows; r++) {
        const x = [1, a[r]!, b[r]!];
        const p = 1 / (1 + Math.exp(-x.reduce((sum, value, j) => sum + value * c[j]!, 0)));
        log += y[r] === 1 ? Math.log(p) : Math.log(1 - p);
        for (let j = 0; j < 3; j++) for (let k = 0; k < 3; k++) i[3 * j + k]! += p * (1 - p) * x[j]! * x[k]!;
      }
      const det =
        i[0]! * (i[4]! * i[8]! - i[5]! * i[7]!) -
        i[1]! * (i[3]! * i[8]! - i[5]! * i[6]!) +
        i[2]! * (i[3]! * i[7]! - i[4]! * i[6]!);
      return log + Math.log(det) / 2;
    };
    const best = objective(beta);
    for (let j = 0; j < 3; j++) {
      const slope =
        (objective(beta.map((v, k) => (k === j ? v + 1e-4 : v))) -
          objective(beta.map((v, k) => (k === j ? v - 1e-4 : v)))) /
        2e-4;
      assertClose(slope, 0, { absolute: 1e-5, because: "central difference at the optimum" });
      expect(objective(beta.map((v, k) => (k === j ? v + 0.1 : v)))).toBeLessThan(best);
    }
    // closer to 0 than the plain estimate, and near it
    const plain = logisticRegression({ outcome: y, matrix: { a, b } });
    expect(Math.abs(beta[1]!)).toBeLessThan(Math.abs(plain.coefficients[1]!.estimate));
  });

  it("treats whole weights as copies, and refuses aliased terms and other responses", () => {
    const x = [0, 1, 2, 3, 4, 5];
    const y = [0, 1, 0, 0, 1, 1];
    const weighted = firthRegression({ outcome: y, matrix: { x }, weights: [1, 2, 1, 3, 1, 1] });
    const index = [0, 1, 1, 2, 3, 3, 3, 4, 5];
    const copied = firthRegression({
      outcome: index.map((r) => y[r]!),
      matrix: { x: index.map((r) => x[r]!) },
    });
    assertClose(weighted.coefficients[1]!.estimate, copied.coefficients[1]!.estimate, {
      relative: 1e-9,
      because: "same likelihood",
    });
    const twice = () => firthRegression({ outcome: y, matrix: { x, again: x.map((v) => 2 * v) } });
    expect(twice).toThrowError(expect.objectContaining({ code: "model.aliased" }) as Error);
    const count = () => firthRegression({ outcome: [0, 1, 2, 0, 1, 1], matrix: { x } });
    expect(count).toThrowError(expect.objectContaining({ code: "model.response" }) as Error);
    const short = () => firthRegression({ outcome: y, matrix: { x }, maxIterations: 1 });
    expect(short).toThrowError(expect.objectContaining({ code: "model.not-converged" }) as Error);
  });
});
