import { it } from "vitest";
import { propensityWeights } from "../../src/weights/propensity-weights.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, sharedTable, whyAbsent } from "./shared-table.js";

it.skipIf(!referencePresent)(`ipwpoint with a marginal numerator${whyAbsent}`, () => {
  const all = sharedTable("ipw/haartdat.csv");
  const first = Array.from(all.tstart!.keys()).filter((r) => all.tstart![r] === -100);
  const data = Object.fromEntries(
    Object.entries(all).map(([name, values]) => [name, Float64Array.from(first, (r) => values[r]!)]),
  );
  const expected = sharedCase("ipw", "haartdat.ipwpoint_sex_baseline");
  const { weights } = propensityWeights({
    data,
    treatment: "sex",
    propensity: ["age", "cd4.sqrt"],
    numerator: [],
  });
  const close = { relative: 1e-8, because: "reference/README: glm" };
  const sum = weights.reduce((total, w) => total + w, 0);
  assertClose(weights.length, expected.n, close);
  assertClose(sum, expected.weights.sum, close);
  assertClose(
    weights.reduce((total, w) => total + w * w, 0),
    expected.weights.sumsq,
    close,
  );
  assertClose(Math.min(...weights), expected.weights.min, close);
  assertClose(Math.max(...weights), expected.weights.max, close);
});
