import { describe, expect, it } from "vitest";
import { atLeast } from "../../src/definition/treatment.js";
import { defineEstimand } from "../../src/estimand/define-estimand.js";
import { parseEstimand } from "../../src/estimand/parse-estimand.js";
import { exampleEstimand } from "./example.js";
import { faultsOf } from "./faults-of.js";

const sound = exampleEstimand();
const cut = (...segments: readonly unknown[]) => faultsOf({ ...sound, segments });

describe("segments of a question", () => {
  it("survive parsing and JSON, and may be left out", () => {
    const segments = [
      { column: "day_of_week" },
      { column: "prior_3day_interactions", quantiles: 4, label: "earlier activity" },
      { column: "register_days", at: [30, 365] },
    ];
    const parsed = parseEstimand({ ...sound, segments }, "x.ts");
    expect(parsed.segments).toEqual(segments);
    expect(parseEstimand(JSON.parse(JSON.stringify(parsed)), "x.ts")).toEqual(parsed);
    expect(Object.hasOwn(parseEstimand(sound, "x.ts"), "segments")).toBe(false);
  });

  it("have every fault of theirs told at once", () => {
    expect(
      cut(
        { column: "day_of_weak" },
        { column: "prior_3day_interactions", quantiles: 4, at: [3] },
        { column: "prior_3day_interactions" },
        { column: "register_days", at: [30, 30] },
        { column: "log_day", quantiles: 1, lable: "x" },
        { quantiles: 2 },
      ),
    ).toEqual([
      "segments[4].quantiles: cut into at least 2 bins; found 1",
      'segments[4].lable: is no key here; did you mean "label"?',
      "segments[5].column: is missing; expected a text",
      'segments[0].column: "day_of_weak" is no column of the panel; did you mean "day_of_week"?',
      'segments[2].column: "prior_3day_interactions" already stands in segments[1].column; name it once',
      "segments[1].at: stands beside quantiles; cut in one of the two ways",
      "segments[3].at[1]: is 30 after 30; cut points ascend",
    ]);
    expect(cut()).toEqual(["segments: name at least one column, or leave segments out; found an array"]);
  });

  it("are of columns that are known before treatment, with column, days and rule named", () => {
    expect(
      cut(
        { column: "future_3day_interactions" },
        { column: "lead_1_active_day" },
        { column: "interactions" },
        { column: "avg_video_duration_sec" },
        { column: "treatment_high_intensity" },
      ),
    ).toEqual([
      'segments[0].column: "future_3day_interactions" speaks of days 1 to 3 and is the outcome; no segment column may be',
      'segments[1].column: "lead_1_active_day" speaks of day 1; the treatment is on day 0 and a segment column must close on day -1 or earlier, else what the treatment moves decides who is in a segment',
      'segments[2].column: "interactions" speaks of day 0 and the treatment is computed from it; such a column cannot be measured before the treatment. Use a history column',
      'segments[3].column: "avg_video_duration_sec" speaks of day 0, the day of the treatment; a segment column must close on day -1 or earlier. Use a history column, or state in adjustFor.measuredBefore, with a reason, that it is measured before the treatment',
      'segments[4].column: "treatment_high_intensity" speaks of day 0 and is a treatment; no segment column may be',
    ]);
    const streak = {
      kind: "streakAtLeast",
      column: "interactions",
      days: 2,
      among: "active_day",
    };
    const faults = faultsOf({
      ...sound,
      treatment: { rule: streak, actor: "user" },
      segments: [{ column: "lag_1_interactions" }],
    });
    expect(faults.filter((fault) => fault.startsWith("segments"))).toEqual([
      'segments[0].column: "lag_1_interactions" speaks of day -1, and the treatment is made of days -1 to 0; a segment column must close before the treatment opens, on day -2 or earlier, else a part of the treatment is held equal',
    ]);
  });

  it("may be a measure of the day that is declared to be measured before", () => {
    const estimand = defineEstimand({
      ...sound,
      panel: sound.panel,
      treatment: { rule: atLeast("interactions", 3, { among: "active_day" }), actor: "user" },
    });
    const adjustFor = {
      ...sound.adjustFor,
      history: ["avg_video_duration_sec"],
      measuredBefore: {
        avg_video_duration_sec: { before: "treatment", reason: "the queue is filled at dawn" },
      },
    };
    expect(
      faultsOf({ ...estimand, adjustFor, segments: [{ column: "avg_video_duration_sec", quantiles: 3 }] }),
    ).toEqual([]);
  });
});
