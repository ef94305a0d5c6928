import { expect, it } from "vitest";
import { NotEstimableError } from "../../src/errors.js";
import { ratioOfDifference } from "../../src/falsification/sensitivity/e-value.js";
import { assertClose } from "../assert-close.js";

it("a difference of means stands for the risk ratio of VanderWeele and Ding, table 2", () => {
  const { ratio, lower, upper } = ratioOfDifference(1, 0.2, 2);
  const closed = { relative: 1e-12, because: "a closed form" };
  assertClose(ratio, Math.exp(0.455), closed);
  assertClose(lower, Math.exp(0.455 - 0.178), closed);
  assertClose(upper, Math.exp(0.455 + 0.178), closed);
});

it("a difference of hundreds of deviations has no E-value, and a study says so instead of ending", () => {
  expect(() => ratioOfDifference(-50, 500, 1)).toThrow(NotEstimableError);
  expect(() => ratioOfDifference(900, 1, 1)).toThrow(/900 standard deviations/);
});
