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

  it.each([
    [29.987, 30, "29.99"],
    [30.0004, 30, "30.0004"],
    [0.04999, 0.05, "0.04999"],
    [30, 30, "30"],
    [29.4, 30, "29.4"],
    [-0.10001, -0.1, "−0.10001"],
  ])("writes %d on its own side of the limit %d as %s", (value, limit, text) => {
    expect(shortNumber(value, [null, limit])).toBe(text);
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

  it.each([
    [-0.00004, 0.13, "−0.00004"],
    [0.0049, 0.5, "0.005"],
    [0, 0.5, "0.00"],
    [-0.255, 0.13, "−0.26"],
  ])("keeps the sign of the end %d with error %d as %s", (value, error, text) => {
    expect(roundToError(error)(value, true)).toBe(text);
  });
});
