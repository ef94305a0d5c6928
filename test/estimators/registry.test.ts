import { expect, it } from "vitest";
import { estimators } from "../../src/estimators/registry.js";
import { estimatorNames } from "../../src/results/estimator-names.js";

it("holds every estimator under its own name, in the order of the names", () => {
  expect(Object.keys(estimators)).toEqual([...estimatorNames]);
  for (const [name, estimator] of Object.entries(estimators)) expect(estimator.name).toBe(name);
});
