import { describe, expect, it } from "vitest";
import { NotEstimableError } from "../../src/errors.js";
import { ratioOfDifference } from "../../src/falsification/sensitivity/e-value.js";
import { eValueOfDifference } from "../../src/falsification/sensitivity/e-value-of-difference.js";
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

describe("the E-value of a difference of risks", () => {
  const counts = { treated: { events: 60, total: 150 }, control: { events: 40, total: 250 } };

  it("leaves of the limit of the interval exactly nothing, and is one with arms exchanged", () => {
    const found = eValueOfDifference(counts, 0.9);
    // p1 = 0.4, p0 = 0.16, so the ratio is 2.5 and E = 2.5 + sqrt(3.75)
    const closed = { relative: 1e-12, because: "a closed form" };
    assertClose(found.point, 2.5 + Math.sqrt(3.75), closed);
    const error = Math.sqrt((0.4 * 0.6) / 150 + (0.16 * 0.84) / 250);
    assertClose(found.lower, 0.24 - 1.6448536269514722 * error, closed);
    // E = B + sqrt(B (B - 1)) turned round: B = E² / (2 E - 1)
    const b = found.interval ** 2 / (2 * found.interval - 1);
    const [gap, mixed] = [0.4 - 0.16 * b, 0.375 + 0.625 / b];
    const variance =
      ((0.4 * 0.6) / 150 + ((0.16 * 0.84) / 250) * b * b) * mixed * mixed +
      (gap * (1 - 1 / b)) ** 2 * ((0.375 * 0.625) / 400);
    assertClose(gap * mixed, 1.6448536269514722 * Math.sqrt(variance), {
      relative: 1e-10,
      because: "what is solved, written out",
    });
    const turned = eValueOfDifference({ treated: counts.control, control: counts.treated }, 0.9);
    expect(turned).toEqual({
      ...found,
      difference: -found.difference,
      lower: -found.upper,
      upper: -found.lower,
    });
  });

  it("is 1 where there is nothing to explain", () => {
    const same = { events: 3, total: 10 };
    expect(eValueOfDifference({ treated: same, control: same })).toMatchObject({ point: 1, interval: 1 });
    expect(eValueOfDifference({ treated: { events: 4, total: 10 }, control: same }).interval).toBe(1);
    const none = { events: 0, total: 10 };
    expect(eValueOfDifference({ treated: none, control: none })).toMatchObject({ point: 1, difference: 0 });
  });

  it("refuses counts that are none, arms without events, and levels that are none, by name", () => {
    const refused = (change: object, code: string, level = 0.95) =>
      expect(() => eValueOfDifference({ ...counts, ...change }, level)).toThrow(
        expect.objectContaining({ code }),
      );
    refused({ treated: { events: 2.5, total: 10 } }, "eValue.counts");
    refused({ treated: { events: -1, total: 10 } }, "eValue.counts");
    refused({ control: { events: 11, total: 10 } }, "eValue.counts");
    refused({ control: { events: Number.NaN, total: 10 } }, "eValue.counts");
    refused({ control: { events: 0, total: 0 } }, "eValue.counts");
    refused({ control: { events: 0, total: 10 } }, "eValue.no-events");
    refused({ control: 5 }, "call.argument");
    refused({}, "inference.level", 1);
  });
});
