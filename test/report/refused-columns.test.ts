import { describe, expect, it } from "vitest";
import question from "../../estimands/high-intensity-future-interactions.js";
import { allowedBecause } from "../../src/report/leakage/allowed-because.js";
import { otherColumns } from "../../src/report/leakage/refused-columns.js";

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("the leakage lint of a report", () => {
  const { refused, allowed } = otherColumns(plain(question))!;
  const reasonOf = (name: string): string | undefined =>
    refused.find(({ columns }) => columns.includes(name))?.reason;

  it("refuses the outcome, later days, the treatment's own column and the treatment, each with its reason", () => {
    expect(reasonOf("future_3day_interactions")).toMatch(/is the outcome/);
    expect(reasonOf("lead_1_active_day")).toMatch(/^Speaks of day 1; .*the future leaks/);
    expect(reasonOf("interactions")).toMatch(/the treatment is computed from it/);
    expect(reasonOf("avg_watch_ratio")).toMatch(/day of the treatment.*day -1 or earlier/);
    expect(reasonOf("treatment_high_intensity")).toMatch(/is a treatment/);
  });

  it("would allow earlier days that the question left out, and names no column of the set", () => {
    const judged = [...allowed, ...refused.flatMap(({ columns }) => columns)];
    expect(allowed.every((name) => /^(prior|lag)_/.test(name))).toBe(true);
    expect(new Set(judged).size).toBe(judged.length);
    for (const name of ["lag_1_interactions", "register_days", "day_of_week"])
      expect(judged).not.toContain(name);
  });

  it("says nothing where a question has no panel to be read", () => {
    expect(otherColumns({ question: "?" })).toBeNull();
    expect(otherColumns(null)).toBeNull();
  });
});

describe("why a column is allowed", () => {
  it.each([
    ["history", "days -3 to -1", "Closes on day −1, before the treatment opens."],
    ["history", "entry to week -1", "Closes on week −1, before the treatment opens."],
    ["history", "day -2", "Closes on day −2, before the treatment opens."],
    ["baseline", "before entry", "Fixed at the user's entry, before any treatment."],
  ])("%s, %s", (kind, window, words) => expect(allowedBecause({ kind, window })).toBe(words));
});
