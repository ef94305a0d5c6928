import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/numeric/random.js";
import { decimalNumber } from "../../../src/sources/scan/decimal-number.js";

/** The number as the reader of fields takes it apart: 9 digits first, up to nine after. */
function read(digits: string, decimals: number): number {
  return decimalNumber(Number(digits.slice(0, 9)), Number(digits.slice(9)), digits.slice(9).length, decimals);
}

describe("decimalNumber", () => {
  it("is the language's own reading of 300,000 random decimals of 1 to 18 digits, or says nothing", () => {
    const random = createRandom(7);
    let silent = 0;
    for (let draw = 0; draw < 300_000; draw++) {
      const length = 1 + Math.floor(random.uniform() * 18);
      let digits = String(1 + Math.floor(random.uniform() * 9));
      while (digits.length < length) digits += Math.floor(random.uniform() * 10);
      const decimals = Math.floor(random.uniform() * 23);
      const found = read(digits, decimals);
      if (Number.isNaN(found)) silent += 1;
      else if (found !== Number(`${digits}e-${decimals}`)) expect(`${digits}e-${decimals}`).toBe(found);
    }
    expect(silent).toBeLessThan(1000); // whole numbers half-way between two doubles
  });

  it("reads the shortest text of random doubles back to their bits", () => {
    const random = createRandom(11);
    for (let draw = 0; draw < 100_000; draw++) {
      const value = random.uniform() * (draw % 2 === 0 ? 1 : 500);
      const [whole = "", fraction = ""] = String(value).split(".");
      if (/e/.test(fraction)) continue;
      const digits = `${whole}${fraction}`.replace(/^0+/, "");
      if (digits.length > 18) continue;
      const found = read(digits, fraction.length);
      if (found !== value && !Number.isNaN(found)) expect(found).toBe(value);
    }
  });

  it("says nothing at a tie of two doubles that it cannot decide, and beyond 22 decimals", () => {
    // 9007199254740993 = 2^53 + 1 lies half-way between two doubles; the language rounds to even.
    const tie = read("9007199254740993", 0);
    expect([9007199254740992, Number.NaN]).toContainEqual(tie);
    expect(read("1", 23)).toBeNaN();
  });
});
