import { beforeAll, describe, expect, it } from "vitest";
import { segmentBins } from "../../src/design/segment-bins.js";
import { silentProgress } from "../../src/progress.js";
import { renderMarkdown } from "../../src/report/render-markdown.js";
import type { AnalysisRows } from "../../src/study/analysis-rows.js";
import { effectByPeriodOf } from "../../src/study/parts/effect-by-period-of.js";
import { partEffects } from "../../src/study/parts/part-effects.js";
import { differenceSentence } from "../../src/study/parts/part-words.js";
import { segmentsOf } from "../../src/study/parts/segments-of.js";
import { resultSchema, type StudyResult } from "../../src/study/schemas/result-schema.js";
import { studyFromPanel } from "../../src/study/study-from-panel.js";
import { assertClose } from "../assert-close.js";
import { smallLog, smallPanel, smallQuestion } from "./small-study.js";

describe("segments of a study", () => {
  const panel = smallPanel();
  let result: StudyResult;
  beforeAll(async () => {
    const estimand = smallQuestion({
      estimators: ["aipw"],
      segments: [
        { column: "prior_3day_interactions", at: [-1, 0, 30], label: "earlier activity" },
        { column: "day_of_week" },
        { column: "is_video_author" },
      ],
      surrogate: {
        longOutcome: "future_7day_interactions",
        surrogates: ["future_3day_interactions"],
        reason: "What a pushed day leaves behind shows within three days.",
      },
    });
    result = await studyFromPanel(
      { slug: "small", estimand, panel, log: smallLog },
      { progress: silentProgress },
    );
  });
  const primary = () => result.estimates[0]!;

  it("have estimates that average to the primary one, column by column, and none where an arm is empty", () => {
    expect(resultSchema.safeParse(result).success).toBe(true);
    expect(result.surrogate?.estimates.length).toBe(3);
    const { columns, reason } = result.segments!;
    expect(reason).toBeNull();
    expect(columns.map(({ cut }) => cut)).toEqual([
      "4 bins, cut at −1, 0 and 30",
      "one segment a value",
      "one segment a value",
    ]);
    const [activity, weekday, author] = columns;
    expect(activity!.segments.map(({ segment }) => segment)).toEqual([
      "at most −1",
      "above −1 to 0",
      "above 0 to 30",
      "above 30",
    ]);
    expect(activity!.segments[0]).toEqual({
      segment: "at most −1",
      rows: 0,
      users: 0,
      treatedShare: 0,
      estimate: null,
      standardError: null,
      lower: null,
      upper: null,
      pValue: null,
      withoutUser: null,
      reason: "no analysis row lies in it",
    });
    expect(weekday!.segments.map(({ segment }) => segment)).toEqual([
      "Monday",
      "Tuesday",
      "Wednesday",
      "Thursday",
      "Friday",
      "Saturday",
      "Sunday",
    ]);
    expect(author!.segments.map(({ segment }) => segment)).toEqual(["no", "yes"]);
    const close = { absolute: 1e-9, because: "a weighted sum of parts" };
    for (const parts of [weekday!.segments, author!.segments, result.effectByPeriod!.periods]) {
      const rows = parts.reduce((sum, part) => sum + part.rows, 0);
      expect(rows).toBe(primary().n.rows);
      assertClose(
        parts.reduce((sum, part) => sum + part.rows * part.estimate!, 0) / rows,
        primary().estimate,
        close,
      );
    }
  });

  it("hold together: wider than single intervals, with p-values that agree", () => {
    const family = result.segments!.columns.flatMap(({ segments }) => segments);
    const ratios = family.flatMap(({ estimate, upper, standardError }) =>
      estimate === null ? [] : [(upper! - estimate) / standardError!],
    );
    expect(ratios.length).toBeGreaterThan(10);
    for (const ratio of ratios) expect(ratio > 2.4 && ratio < 4.2).toBe(true);
    for (const { pValue, lower, upper } of family)
      if (pValue !== null) expect(pValue <= 0.04 && lower! < 0 && upper! > 0).toBe(false);
  });

  it("are called associations under a sealed headline, and say what they are not adjusted for", () => {
    expect(result.headline.reading).toBe("association only");
    const { columns } = result.segments!;
    for (const { sentence } of columns) {
      expect(sentence).toMatch(/ the association varies between the \d segments of /);
      expect(sentence).toContain("adjusted for 3 columns");
    }
    expect(columns.map(({ caveats }) => caveats.length)).toEqual([0, 0, 1]);
    expect(columns[2]!.caveats[0]).toMatch(/^The column is_video_author is not adjusted for/);
    const markdown = renderMarkdown(result, "");
    expect(markdown).toContain("## By segment and by week");
    expect(markdown).toMatch(/\| day of week: Sunday \| \d+ \| [+−]/);
  });

  it("by week have the calendar's weeks of the treated days, the last cut off by the log", () => {
    const { periods, weeks } = result.effectByPeriod!;
    expect(weeks).toBe(1);
    expect(periods.map(({ from, to }) => [from, to])).toEqual([
      ["2020-07-05", "2020-07-11"],
      ["2020-07-12", "2020-07-18"],
      ["2020-07-19", "2020-07-25"],
      ["2020-07-26", "2020-08-01"],
    ]);
  });

  it("are left out where none are declared, and refused with a reason where the estimator has none", () => {
    const asked = {
      fits: {
        models: { design: {}, totals: { missing: 0 }, propensity: 1, outcome: 1 },
        primary: { estimator: "ipwTruncated", effect: 1 },
      },
      estimand: smallQuestion({ segments: [{ column: "day_of_week" }] }),
      panel,
    } as never;
    expect(segmentsOf(asked)).toMatchObject({ columns: [] });
    expect(segmentsOf(asked)!.reason).toMatch(/^the primary estimator ipwTruncated is no average of rows/);
    expect(effectByPeriodOf(asked)).toMatchObject({ periods: [], difference: null });
    expect(segmentsOf({ estimand: smallQuestion() } as never)).toBeUndefined();
  });
});

describe("cutting a column", () => {
  const name = (value: number) => `level ${value}`;
  const cut = (values: readonly number[], how: { quantiles?: number; at?: readonly number[] } = {}) =>
    segmentBins(Float64Array.from(values), { column: "x", ...how }, name);

  it("puts a cut point into the bin below it and unknown values nowhere", () => {
    const { found } = cut([5, 10, 10.5, Number.NaN, 20, 90], { at: [10, 20] });
    expect([...found!.part]).toEqual([0, 0, 1, -1, 1, 2]);
    expect(found!.names).toEqual(["at most 10", "above 10 to 20", "above 20"]);
  });

  it("never parts equal values by quantiles, and says how many bins are left", () => {
    // Type 7 quantiles of 0 0 0 0 1 2 3 4 at 1/4, 1/2, 3/4: 0, 0.5, 2.25.
    const { found } = cut([0, 0, 0, 0, 1, 2, 3, 4], { quantiles: 4 });
    expect(found!.cutPoints).toEqual([0, 0.5, 2.25]);
    expect([...found!.part]).toEqual([0, 0, 0, 0, 2, 2, 3, 3]);
    const tied = cut([0, 0, 0, 0, 0, 0, 0, 7], { quantiles: 4 });
    expect(tied.found!.cut).toBe(
      "2 bins by quantiles of the analysis rows, cut at 0 (4 were asked for; equal values are never parted)",
    );
    expect(cut([3, 3, 3], { quantiles: 2 }).reason).toMatch(/^x has the same value on too many rows/);
    // Points that would read alike get the digits that tell them apart.
    expect(cut([0, 1], { at: [0.123451, 0.123459] }).found!.names[1]).toBe("above 0.12345 to 0.12346");
  });

  it("names levels, and refuses a measured column without a cut", () => {
    expect(cut([2, 1, 2]).found!.names).toEqual(["level 1", "level 2"]);
    expect(cut(Array.from({ length: 41 }, (_, k) => k)).reason).toMatch(/^x has 41 different values/);
    expect(cut([Number.NaN]).reason).toBe("x is known on no analysis row");
  });
});

describe("effects in parts", () => {
  // Two rows a user, one of them treated; users 0 to 23 in part 0, 24 to 47 in part 1, of which 3 have no treated row.
  const rows = 96;
  const user = Int32Array.from({ length: rows }, (_, row) => row >> 1);
  const rowsOf = (treatment: (row: number) => number): AnalysisRows => ({
    user,
    day: new Int32Array(rows),
    treatment: Float64Array.from({ length: rows }, (_, row) => treatment(row)),
    averaging: new Float64Array(rows).fill(1),
    units: 48,
  });
  const score = Float64Array.from({ length: rows }, (_, row) => Math.sin(row) + (row === 7 ? 60 : 0));
  /** Plain means of scores; exact without a user. */
  const within = (part: Int32Array, parts: number) =>
    Array.from({ length: parts }, (_, k) => {
      const own = [...part.keys()].filter((row) => part[row] === k);
      const mean = own.reduce((sum, row) => sum + score[row]!, 0) / own.length;
      const influence = new Float64Array(48);
      for (const row of own) influence[user[row]!]! += (48 * (score[row]! - mean)) / own.length;
      return { estimate: mean, influence, sample: { panel: "p", users: 48, rows: "r" } };
    });
  const input = {
    within,
    users: Array.from({ length: 48 }, (_, id) => `u${id}`),
    level: 0.95,
    seed: 1,
    family: "test",
  };
  const half = { part: user.map((id) => (id < 24 ? 0 : 1)), parts: 2 };

  it("name the user that an estimate rests on, and what is left without them", () => {
    const [found] = partEffects([half], { ...input, rows: rowsOf((row) => row % 2) });
    const { withoutUser, estimate } = found!.effects[0]!;
    expect(withoutUser!.user).toBe("u3");
    expect(withoutUser!.varianceShare).toBeGreaterThan(0.9);
    const rest = [...score.subarray(0, 48)].filter((_, row) => row >> 1 !== 3);
    assertClose(withoutUser!.estimate, rest.reduce((sum, value) => sum + value, 0) / 46, {
      absolute: 1e-12,
      because: "a mean without two of its rows",
    });
    expect(estimate).toBeGreaterThan(withoutUser!.estimate);
    expect(found!.effects[1]!.withoutUser!.varianceShare).toBeLessThan(0.5);
    expect(found!.difference!.degrees).toEqual([1, 47]);
  });

  it("say why a part is not evaluated, and go on with the others", () => {
    const [found] = partEffects([half], {
      ...input,
      rows: rowsOf((row) => (row < 48 ? row % 2 : row < 66 ? row % 2 : 0)),
    });
    expect(found!.effects.map(({ reason }) => reason)).toEqual([
      null,
      "9 users have a treated day in it; at least 10 are needed",
    ]);
    expect(found!.difference).toBeNull();
    const [none] = partEffects([half], { ...input, rows: rowsOf((row) => (row < 48 ? 1 : 0)) });
    expect(none!.effects.map(({ reason }) => reason)).toEqual([
      "none of its 48 user-days is untreated",
      "none of its 48 user-days is treated",
    ]);
  });

  it("differ or not in words that the headline allows", () => {
    const effects = [{ estimate: 1 }, { estimate: 2 }, { estimate: 3 }] as never;
    const say = (p: number | null, reading: "causal" | "association only") =>
      differenceSentence("the 3 segments of x", { effects }, p, { reading, level: 0.95 });
    expect(say(0.0004, "causal")).toBe(
      "The effect varies between the 3 segments of x beyond chance (joint test of equality, p < 0.001).",
    );
    expect(say(0.31, "association only")).toBe(
      "The data do not show that the association varies between the 3 segments of x (joint test of equality, p = 0.31); that is no proof that it is the same.",
    );
    expect(say(null, "causal")).toBe(
      "The data cannot tell whether the effect varies between the 3 segments of x.",
    );
    const of = (estimates: readonly (number | null)[]) =>
      differenceSentence(
        `the ${estimates.length} segments of x`,
        { effects: estimates.map((estimate) => ({ estimate })) as never },
        0.31,
        { reading: "causal", level: 0.95 },
      );
    expect(of([1, null, 2])).toContain("(joint test of equality of the 2 evaluated, p = 0.31)");
    expect(of([1])).toBe("Of segments of x there is only one, so nothing is held against it.");
  });
});
