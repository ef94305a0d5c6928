import { expect, it } from "vitest";
import { estimators } from "../../src/estimators/registry.js";
import { defaultEstimatorNames } from "../../src/results/default-estimator-names.js";
import { effectTargetOf } from "../../src/results/effect-target.js";
import { estimatorNames } from "../../src/results/estimator-names.js";

it("holds every estimator under its own name, in the order of the names", () => {
  expect(Object.keys(estimators)).toEqual([...estimatorNames]);
  for (const [name, estimator] of Object.entries(estimators)) expect(estimator.name).toBe(name);
});

it("says of every estimator what question files are told about its target", () => {
  for (const { name, target } of Object.values(estimators)) expect(effectTargetOf(name)).toBe(target);
});

it("asks by default for estimators of the average effect only", () => {
  for (const name of defaultEstimatorNames) expect(estimators[name].target).toBe("ATE");
});
