import { describe, expect, it } from "vitest";
import { roundToError } from "../../src/study/round-to-error.js";
import { shortNumber } from "../../src/study/short-number.js";

describe("short number", () => {
  it.each([
    [0, "0"],
    [0.02172, "0.0217"],
    [-0.5, "−0.5"],
    [71.15, "71.2"],
    [263.45, "263"],
    [12345, "12345"],
    [1e-9, "0"],
    [-1e-9, "0"],
    [9.999, "10"],
  ])("writes %d as %s", (value, text) => {
    expect(shortNumber(value)).toBe(text);
  });
});

describe("rounding to an error", () => {
  it.each([
    [3.4567, 0.21, "3.46"],
    [-3.4567, 2.1, "−3.5"],
    [1234.5, 210, "1235"],
    [-0.001, 0.5, "0.00"],
    [2, 0, "2.000"],
  ])("writes %d with error %d as %s", (value, error, text) => {
    expect(roundToError(error)(value)).toBe(text);
  });
});
