import { expect, it } from "vitest";
import { writtenNumber } from "../../src/definition/written-number.js";

it.each([
  [70, "70"],
  [123456789012, "123456789012"],
  [0.123456, "0.123456"],
  [12345.678, "12345.678"],
  [0.00012345678, "0.00012345678"],
  [-2.5, "-2.5"],
  [300.67859999999996, "about 300.7"],
  [12345.678901, "about 12346"],
  [2 / 3, "about 0.6667"],
])("writes %d as %s", (value, text) => {
  expect(writtenNumber(value)).toBe(text);
  if (!text.startsWith("about")) expect(Number(text)).toBe(value);
});
