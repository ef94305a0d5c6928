import { describe, expect, it } from "vitest";
import { fitLinear } from "../../src/models/fit-linear.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, sharedTable, whyAbsent } from "../reference/shared-table.js";
import { glmRowsOf } from "./glm-rows-of.js";

describe("fitLinear", () => {
  it("draws the line through a worked example", () => {
    // x 0 1 2 with y 1 2 6: slope 5/2, intercept 3 - 5/2 = 1/2; residuals 0.5, -1, 0.5
    const fit = fitLinear(glmRowsOf([1, 2, 6], { x: [0, 1, 2] }));
    const closed = { absolute: 1e-14, because: "closed form" };
    assertClose(fit.coefficients[0]!, 0.5, closed);
    assertClose(fit.coefficients[1]!, 2.5, closed);
    assertClose(fit.deviance, 1.5, closed);
    expect(fit.rows).toBe(3);
    // X'X = [3 3; 3 5]; its inverse times [0, 1] is [-1/2, 1/2]
    const solved = fit.solveInformation(Float64Array.of(0, 1));
    assertClose(solved[0]!, -0.5, closed);
    assertClose(solved[1]!, 0.5, closed);
    // leverages of a line through three points: 5/6, 1/3, 5/6
    const leverage = new Float64Array(3);
    const covariates = { rows: 3, columns: 2, values: Float64Array.of(1, 1, 1, 0, 1, 2) };
    fit.quadraticForm(covariates, Int32Array.of(0, 1, 2), leverage);
    [5 / 6, 1 / 3, 5 / 6].forEach((h, r) => {
      assertClose(leverage[r]!, h, closed);
    });
  });

  it.skipIf(!referencePresent)(`agrees with R's glm(gaussian) on mtcars${whyAbsent}`, () => {
    const cars = sharedTable("tidy/mtcars.csv");
    const expected = sharedCase("tidy", "glm.mtcars_gaussian");
    const product = cars.wt!.map((value, r) => value * cars.hp![r]!);
    const fit = fitLinear(glmRowsOf(cars.mpg!, { wt: cars.wt!, hp: cars.hp!, both: product }));
    const rest = fit.deviance / (32 - 4);
    expected.coef.est.forEach((value: number, j: number) => {
      assertClose(fit.coefficients[j]!, value, { relative: 1e-10, because: "same closed form" });
      const unit = new Float64Array(4);
      unit[j] = 1;
      assertClose(Math.sqrt(rest * fit.solveInformation(unit)[j]!), expected.coef.se[j], {
        relative: 1e-9,
        because: "same closed form",
      });
    });
    assertClose(fit.deviance, expected.deviance, { relative: 1e-10, because: "same closed form" });
  });

  it("is exact to eight digits for terms of very different scale that almost coincide", () => {
    const random = createRandom(1, "ill");
    const seconds = Float64Array.from({ length: 500 }, () => 1e7 + 1e4 * random.normal());
    const nearly = seconds.map((value) => value + random.normal());
    const y = seconds.map((value, r) => 3 + 2e-4 * value - 0.5 * (nearly[r]! - value));
    const fit = fitLinear(glmRowsOf(y, { seconds, nearly }));
    assertClose(fit.coefficients[2]!, -0.5, { relative: 1e-8, because: "refined once; 1 - R² is 1e-8" });
    assertClose(fit.coefficients[1]!, 0.5002, { relative: 1e-8, because: "refined once; 1 - R² is 1e-8" });
  });

  it("drops exact combinations by name, the later term, whatever the scale", () => {
    const random = createRandom(2, "alias");
    const monday = Float64Array.from({ length: 90 }, (_, r) => (r % 3 === 0 ? 1 : 0));
    const tuesday = Float64Array.from({ length: 90 }, (_, r) => (r % 3 === 1 ? 1 : 0));
    const other = Float64Array.from({ length: 90 }, (_, r) => (r % 3 === 2 ? 1e-5 : 0));
    const constant = new Float64Array(90).fill(4);
    const y = Float64Array.from({ length: 90 }, () => random.normal());
    const fit = fitLinear(glmRowsOf(y, { monday, constant, tuesday, other }));
    expect(fit.aliased).toEqual(["constant", "other"]);
    expect([...fit.coefficients].map((value) => value === 0)).toEqual([false, false, true, false, true]);
    const plain = fitLinear(glmRowsOf(y, { monday, tuesday }));
    assertClose(fit.deviance, plain.deviance, { relative: 1e-12, because: "same model" });
    // directions that keep to the combination have one value, others do not
    expect(fit.inestimableTerm(Float64Array.of(1, 1, 4, 0, 0))).toBeUndefined();
    expect(fit.inestimableTerm(Float64Array.of(1, 1, 5, 0, 0))).toBe("constant");
    expect(fit.inestimableTerm(Float64Array.of(1, 0, 4, 0, 1e-5))).toBeUndefined();
    expect(fit.inestimableTerm(Float64Array.of(1, 0, 4, 0, 0))).toBe("other");
  });

  it("fits without an intercept", () => {
    const data = glmRowsOf([2, 4.1, 5.9], {});
    const through = {
      ...data,
      terms: ["x"],
      shards: Array.from(data.shards, (shard) => ({
        ...shard,
        covariates: { rows: 3, columns: 1, values: Float64Array.of(1, 2, 3) },
      })),
    };
    // Σxy / Σx² = (2 + 8.2 + 17.7) / 14
    assertClose(fitLinear(through).coefficients[0]!, 27.9 / 14, { relative: 1e-14, because: "closed form" });
  });

  it("weighs rows, and does not depend on shards to the last bit", () => {
    const random = createRandom(3, "weights");
    const x = Float64Array.from({ length: 700 }, () => random.normal());
    const y = x.map((value) => 1 + value + random.normal());
    const weight = x.map((_, r) => r % 4);
    const whole = fitLinear(glmRowsOf(y, { x }, { weight }));
    const index = [...weight].flatMap((times, r) => Array.from({ length: times }, () => r));
    const repeated = fitLinear(
      glmRowsOf(
        index.map((r) => y[r]!),
        { x: index.map((r) => x[r]!) },
      ),
    );
    assertClose(whole.coefficients[1]!, repeated.coefficients[1]!, {
      relative: 1e-12,
      because: "same equations",
    });
    expect(whole.rows).toBe(525);
    for (const shardRows of [1, 100, 257])
      expect([...fitLinear(glmRowsOf(y, { x }, { weight, shardRows })).coefficients]).toEqual([
        ...whole.coefficients,
      ]);
  });
});
