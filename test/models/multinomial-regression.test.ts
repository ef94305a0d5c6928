import { describe, expect, it } from "vitest";
import { multinomialRegression } from "../../src/models/multinomial-regression.js";
import { logisticRegression } from "../../src/models/regressions.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";

describe("multinomialRegression", () => {
  it("with two classes is logistic regression", () => {
    const random = createRandom(3, "two");
    const x = Float64Array.from({ length: 300 }, () => random.normal());
    const y = x.map((value) => (value + 2 * random.normal() > 0 ? 1 : 0));
    const two = multinomialRegression({ outcome: y, matrix: { x } });
    const plain = logisticRegression({ outcome: y, matrix: { x } });
    plain.coefficients.forEach((row, j) => {
      const own = two.equations[0]!.coefficients[j]!;
      assertClose(own.estimate, row.estimate, { relative: 1e-9, because: "same likelihood" });
      assertClose(own.standardError, row.standardError, {
        relative: 1e-6,
        because: "information near the optimum",
      });
    });
    assertClose(two.deviance, plain.deviance, { relative: 1e-11, because: "same likelihood" });
  });

  it("gives log odds in a table, whatever class is the reference", () => {
    // g = 0: a 5, b 3, c 2; g = 1: a 1, b 4, c 5
    const cells = [5, 3, 2, 1, 4, 5];
    const outcome = cells.flatMap((count, k) => Array<string>(count).fill("abc"[k % 3]!));
    const g = cells.flatMap((count, k) => Array<number>(count).fill(k < 3 ? 0 : 1));
    const fit = multinomialRegression({ formula: "kind ~ g", data: { kind: outcome, g } });
    expect(fit.levels).toEqual(["a", "b", "c"]);
    const closed = { relative: 1e-9, because: "closed form" };
    const [b, c] = fit.equations;
    assertClose(b!.coefficients[0]!.estimate, Math.log(3 / 5), closed);
    assertClose(b!.coefficients[1]!.estimate, Math.log(4 / 1) - Math.log(3 / 5), closed);
    assertClose(c!.coefficients[1]!.estimate, Math.log(5 / 1) - Math.log(2 / 5), closed);
    assertClose(b!.coefficients[1]!.standardError, Math.sqrt(1 / 5 + 1 / 3 + 1 / 1 + 1 / 4), {
      relative: 1e-6,
      because: "closed form, information near the optimum",
    });
    assertClose(fit.fitted.values[20 + 0]!, 0.3, {
      relative: 1e-9,
      because: "share of b in the first group",
    });
    const other = multinomialRegression({ formula: "kind ~ g", data: { kind: outcome, g }, reference: "c" });
    expect(other.levels).toEqual(["c", "a", "b"]);
    assertClose(other.equations[0]!.coefficients[1]!.estimate, -c!.coefficients[1]!.estimate, closed);
    assertClose(other.deviance, fit.deviance, { relative: 1e-12, because: "same model" });
    const weighted = multinomialRegression({
      formula: "kind ~ g",
      data: { kind: [..."abcabc"], g: [0, 0, 0, 1, 1, 1], n: cells },
      weights: "n",
    });
    assertClose(weighted.equations[1]!.coefficients[1]!.estimate, c!.coefficients[1]!.estimate, closed);
  });

  it("leaves an aliased term out by name, and says separation", () => {
    const random = createRandom(4, "alias");
    const x = Float64Array.from({ length: 90 }, () => random.normal());
    const y = Array.from(x, (_, r) => "abc"[r % 3]!);
    const fit = multinomialRegression({ outcome: y, matrix: { x, twice: x.map((v) => 2 * v) } });
    expect(fit.aliased).toEqual(["twice"]);
    expect(fit.equations[0]!.coefficients.length).toBe(2);
    const apart = () =>
      multinomialRegression({
        outcome: Array.from(x, (v) => (v < -0.5 ? "a" : v < 0.5 ? "b" : "c")),
        matrix: { x },
      });
    expect(apart).toThrowError(expect.objectContaining({ code: "model.separated" }) as Error);
  });

  it.each([
    { what: "one class", code: "model.one-class", spec: { outcome: ["a", "a", "a"] } },
    { what: "an unknown reference", code: "multinomial.reference", spec: { reference: "z" } },
    { what: "too few steps", code: "model.not-converged", spec: { maxIterations: 1 } },
  ])("refuses $what", ({ code, spec }) => {
    const call = () => multinomialRegression({ outcome: ["a", "b", "a"], matrix: { x: [1, 2, 4] }, ...spec });
    expect(call).toThrowError(expect.objectContaining({ code }) as Error);
  });
});
