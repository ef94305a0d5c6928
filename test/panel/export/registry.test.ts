import { describe, expect, it } from "vitest";
import { sourceExports } from "../../../src/panel/export/registry.js";
import { withStepLabels } from "../../../src/panel/export/step-labels.js";
import { sources } from "../../../src/sources/registry.js";

describe("sourceExports", () => {
  it("say how every source is written out, and of no other", () => {
    expect(Object.keys(sourceExports).sort()).toEqual(Object.keys(sources).sort());
  });
});

describe("withStepLabels", () => {
  const rows = [{ date: "1970-01-08", n: 1 }]; // step 7

  it("leaves days, names weeks by their first day and periods by their number", () => {
    expect(withStepLabels(rows, "date", undefined)).toEqual(rows);
    // The first Monday of 1970 is 5 January; week 7 begins 49 days later, on 23 February.
    const monday = { unit: "week", weekStarts: "monday" } as const;
    expect(withStepLabels(rows, "date", monday)).toEqual([{ date: "1970-02-23", n: 1 }]);
    expect(withStepLabels(rows, "date", { unit: "period" })).toEqual([{ date: "7", n: 1 }]);
  });
});
