import { describe, expect, it } from "vitest";
import { clusteredLeastSquares } from "../../src/estimators/marginal-structural-model/clustered-least-squares.js";
import { marginalStructuralModel } from "../../src/estimators/marginal-structural-model/marginal-structural-model.js";
import { weightedContrast } from "../../src/estimators/weighted-contrast.js";
import { glm } from "../../src/models/glm.js";
import { completeCases } from "../../src/models/terms/complete-cases.js";
import type { DataTable } from "../../src/models/terms/data-table.js";
import { covariateBalancingPropensity } from "../../src/weights/balancing/covariate-balancing-propensity.js";
import { calibrateWeights } from "../../src/weights/calibrate-weights.js";
import { propensityWeights } from "../../src/weights/propensity-weights.js";

const code = (expected: string) => expect.objectContaining({ code: expected });

/** What a script reads from JSON, whatever the types say. */
const loose = (values: readonly unknown[]) => values as unknown as readonly number[];
const a = [0, 1, 0, 1, 1, 0, 1, 0];
const y = [1, 3, 2, 5, 4, 1, 6, 3];
const x = [0.5, -1, 2, 0, 1, -2, 0.3, 1.4];
const holed = loose(x.map((value, r) => (r === 3 ? null : value)));
const texts = loose(x.map(String));
const ones = Float64Array.from(a, () => 1);

describe("null is not 0, and text is no number", () => {
  const tables: Readonly<Record<string, readonly number[]>> = {
    null: holed,
    undefined: loose(x.map((value, r) => (r === 3 ? undefined : value))),
    boolean: loose(x.map((value) => value > 0)),
    "a number among text": loose(["a", "b", 3, "a", "b", "a", "b", "a"]),
  };
  for (const [name, values] of Object.entries(tables))
    it(name, () => {
      const data: DataTable = { a, y, x: values };
      const refused = (work: () => unknown) => expect(work).toThrow(code("table.values"));
      refused(() => glm({ data, formula: "y ~ x", family: "gaussian" }));
      refused(() => glm({ outcome: y, matrix: { x: values }, family: "gaussian" }));
      refused(() => glm({ outcome: y, matrix: { a }, weights: values, family: "gaussian" }));
      refused(() => propensityWeights({ data, treatment: "a", propensity: "~ x" }));
      refused(() => propensityWeights({ data, treatment: "a", propensity: "~ 1", samplingWeights: values }));
      refused(() => weightedContrast({ outcome: values, treatment: a, weights: ones }));
      refused(() => weightedContrast({ outcome: y, treatment: a, weights: values }));
      refused(() =>
        marginalStructuralModel({ data, formula: "y ~ a", family: "gaussian", weights: values, cluster: a }),
      );
    });

  it("numbers written as text, in a fit that takes plain arrays", () => {
    const spec = { columns: { a: Float64Array.from(a) }, outcome: Float64Array.from(y), weights: ones };
    const cluster = a.map((_, r) => r);
    const text = texts as unknown as Float64Array;
    expect(() => clusteredLeastSquares({ ...spec, columns: { x: text }, cluster })).toThrow(
      code("table.values"),
    );
    expect(() => clusteredLeastSquares({ ...spec, outcome: ones, cluster })).toThrow(
      code("model.constant-outcome"),
    );
  });

  it("a column that is no array", () => {
    const data = { a, y, x: undefined } as unknown as DataTable;
    expect(() => glm({ data, formula: "y ~ a", family: "gaussian" })).toThrow(code("table.values"));
  });

  it("complete cases take null for unknown, in columns that are not listed too", () => {
    const table = { y, x: holed, label: loose([null, "b", "c", "d", "e", "f", "g", "h"]) };
    const kept = completeCases(table, ["x"]);
    expect(kept.y).toHaveLength(7);
    expect(kept.label[0]).toBe("");
    expect(completeCases(table, ["y"]).x[3]).toBeNaN();
    expect(completeCases(table).y).toHaveLength(6);
  });
});

it("sizes that overflow are refused, not taken for a covariate that is constant", () => {
  const huge = x.map((value) => value * 1e200);
  const data = { a, y, huge, far: y.map((value) => value * 1e300) };
  expect(() => covariateBalancingPropensity({ data, treatment: "a", covariates: "~ huge" })).toThrow(
    code("design.not-finite"),
  );
  expect(() => calibrateWeights({ data, weights: ones, covariates: "~ huge", means: { huge: 0 } })).toThrow(
    code("design.not-finite"),
  );
  expect(() => glm({ data, formula: "far ~ a", family: "gaussian" })).toThrow(code("model.overflow"));
  expect(() => weightedContrast({ data, outcome: "far", treatment: "a", weights: ones })).toThrow(
    code("inference.overflow"),
  );
});

describe("a misspelt word of a call", () => {
  const words = (call: () => unknown, told: string) =>
    it(told, () => {
      expect(call).toThrow(told);
    });
  const data: DataTable = { arm: a, response: y, before: x };
  const spec = { data, treatment: "arm", propensity: ["before"], target: "ATE" } as const;
  const weights = propensityWeights(spec);
  const model = { data, formula: "response ~ arm", family: "gaussian", weights, cluster: "before" } as const;
  const family = (name?: string) => name as "binomial";
  words(() => glm({ data, formula: "response ~ arn", family: "gaussian" }), 'did you mean "arm"?');
  words(() => glm({ data, outcome: "reponse", terms: ["arm"], family: "gaussian" }), 'mean "response"?');
  words(() => glm({ data, formula: "arm ~ before", family: family("binomal") }), 'mean "binomial"?');
  words(() => glm({ data, formula: "arm ~ before", family: family() }), "family is missing; families are");
  const misspelt = { link: "probbit" as "probit" };
  words(() => glm({ data, formula: "arm ~ before", family: "binomial", ...misspelt }), 'mean "probit"?');
  words(() => propensityWeights({ ...spec, propensity: ["befor"] }), 'did you mean "before"?');
  words(() => propensityWeights({ ...spec, target: "ato" as "ATO" }), 'did you mean "ATO"?');
  words(() => propensityWeights({ ...spec, stabilized: true } as typeof spec), 'did you mean "stabilised"?');
  words(() => marginalStructuralModel({ ...model, family: "gausian" as "gaussian" }), 'mean "gaussian"?');
  words(() => marginalStructuralModel({ ...model, cluster: "befroe" }), 'did you mean "before"?');
});
