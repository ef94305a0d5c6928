import { describe, expect, it } from "vitest";
import { inUnit, withUnit } from "../../src/report/format/amount.js";
import { formatCount } from "../../src/report/format/count.js";
import { formatDate, formatDateRange } from "../../src/report/format/date.js";
import {
  formatEstimate,
  formatInterval,
  formatMean,
  formatStandardError,
} from "../../src/report/format/estimate.js";
import { groupedCounts } from "../../src/report/format/grouped-counts.js";
import { keptTogether } from "../../src/report/format/kept-together.js";
import { formatNumber } from "../../src/report/format/number.js";
import { countOf } from "../../src/report/format/plural.js";
import { formatShare } from "../../src/report/format/share.js";

describe("formatNumber", () => {
  it("shows three significant digits without idle zeros", () => {
    expect([0.0410001, 600, 0.025, 1234567.8, 12.345, 0].map((value) => formatNumber(value))).toEqual([
      "0.041",
      "600",
      "0.025",
      "1,234,568",
      "12.3",
      "0",
    ]);
  });

  it("keeps all decimals that are asked for, so that columns line up", () => {
    expect(formatNumber(3.2, { decimals: 3 })).toBe("3.200");
    expect(formatNumber(-1234.5, { decimals: 1 })).toBe("−1,234.5");
  });

  it("rounds over a power of ten", () => {
    expect(formatNumber(9.996)).toBe("10");
    expect(formatNumber(0.09996)).toBe("0.1");
  });

  it("never writes minus zero, and signs only what is not zero", () => {
    expect(formatNumber(-0.0001, { decimals: 2 })).toBe("0.00");
    expect(formatNumber(0, { sign: true })).toBe("0");
    expect(formatNumber(2, { sign: true })).toBe("+2");
  });

  it("refuses what is not a finite number", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(() => formatNumber(value)).toThrow(
        expect.objectContaining({ code: "report.number-not-finite" }),
      );
    }
  });
});

describe("formatEstimate", () => {
  it("shows the decimals at which the standard error has two significant digits", () => {
    // 0.2503 has two digits at 0.25: two decimals; 13.2 at 13: none; 0.0171 at 0.017: three.
    expect(formatEstimate(-1.7312, 0.2503)).toBe("−1.73");
    expect(formatEstimate(182.44, 13.2)).toBe("+182");
    expect(formatEstimate(-1.7028, 0.0171)).toBe("−1.703");
    expect(formatInterval({ lower: -2.2218, upper: -1.2406 }, 0.2503)).toBe("−2.22 to −1.24");
    expect(formatStandardError(0.3)).toBe("0.30");
    expect(formatMean(24.7, 0.25)).toBe("24.70");
  });

  it("falls back to three digits without an error", () => {
    expect(formatEstimate(1.23456, 0)).toBe("+1.23");
  });
});

describe("shares, counts, dates and units", () => {
  it("are written the same everywhere", () => {
    expect([0, 0.0004, 0.284, 0.9996, 1].map(formatShare)).toEqual([
      "0%",
      "<\u00a00.1%",
      "28.4%",
      ">\u00a099.9%",
      "100%",
    ]);
    expect(formatCount(37800)).toBe("37,800");
    expect(formatDate("2020-07-05")).toBe("5 July 2020");
    expect(formatDateRange("2020-07-05", "2020-09-05")).toBe("5 July to 5 September 2020");
    expect(formatDateRange("2019-12-30", "2020-01-02")).toBe("30 December 2019 to 2 January 2020");
    expect(withUnit("−1.73", "interactions")).toBe("−1.73\u00a0interactions");
    expect(withUnit("0.4", "ratio")).toBe("0.4");
    expect([inUnit("days"), inUnit("")]).toEqual([" (days)", ""]);
    expect([countOf(1, "gate"), countOf(0, "gate"), countOf(2100, "day")]).toEqual([
      "1 gate",
      "0 gates",
      "2,100 days",
    ]);
  });
});

describe("groupedCounts", () => {
  it("sets the thousands of counts apart, and leaves years, dates, decimals and ids alone", () => {
    expect(groupedCounts("1834 of 24293 rows have no such past")).toBe(
      "1,834 of 24,293 rows have no such past",
    );
    for (const words of [
      "as of 2020, user 20481 on 2020-07-27",
      "0.12345 SD, 12 rows",
      "log_20481 and 2020/07/27",
    ])
      expect(groupedCounts(words)).toBe(words);
  });
});

describe("keptTogether", () => {
  it("ends no line inside a hyphenated word", () => {
    expect(keptTogether("User-days, 5 - 3, -2")).toBe("User\u2011days, 5 - 3, -2");
  });
});
