import { describe, expect, it } from "vitest";
import { columnLabel } from "../../src/definition/column-label.js";
import { panelColumns } from "../../src/definition/panel-columns.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";

const columns = panelColumns(kuairecPanel);
const column = (name: string) => columns.find((each) => each.name === name)!;

describe("panelColumns of the KuaiRec panel", () => {
  it("stands in the notebook's order", () => {
    const state = [
      "active_day",
      "interactions",
      "total_play_duration_sec",
      "avg_watch_ratio",
      "high_watch_share",
    ];
    const followed = ["active_day", "interactions", "total_play_duration_sec"];
    expect(columns.map((each) => each.name)).toEqual([
      "interactions",
      "unique_videos",
      "total_play_duration_ms",
      "avg_play_duration_ms",
      "avg_video_duration_ms",
      "avg_watch_ratio",
      "high_watch_count",
      "complete_or_rewatch_count",
      "total_play_duration_sec",
      "avg_play_duration_sec",
      "avg_video_duration_sec",
      "high_watch_share",
      "complete_or_rewatch_share",
      "active_day",
      ...state.flatMap((name) => [`lag_1_${name}`, `prior_3day_${name}`]),
      ...followed.flatMap((name) => [1, 2, 3, 4, 5, 6, 7].map((day) => `lead_${day}_${name}`)),
      "next_day_active",
      "next_day_interactions",
      "next_day_play_duration_sec",
      ...["future_3day", "future_7day"].flatMap((window) => [
        `${window}_active_days`,
        `${window}_interactions`,
        `${window}_play_duration_sec`,
      ]),
      "register_days",
      "is_video_author",
      "day_of_week",
      "log_day",
      "treatment_high_intensity",
      "treatment_high_watch_exposure",
    ]);
  });

  it("gives each column the days it speaks of", () => {
    const windows = Object.fromEntries(
      [
        "interactions",
        "lag_1_interactions",
        "prior_3day_interactions",
        "lead_2_interactions",
        "next_day_active",
        "future_7day_interactions",
        "register_days",
        "log_day",
        "treatment_high_intensity",
      ].map((name) => [name, [column(name).window.from, column(name).window.to]]),
    );
    expect(windows).toEqual({
      interactions: [0, 0],
      lag_1_interactions: [-1, -1],
      prior_3day_interactions: [-3, -1],
      lead_2_interactions: [2, 2],
      next_day_active: [1, 1],
      future_7day_interactions: [1, 7],
      register_days: ["beginning", "entry"],
      log_day: [0, 0],
      treatment_high_intensity: [0, 0],
    });
  });

  it("names direct parents and units", () => {
    expect(column("high_watch_share").derivedFrom).toEqual(["high_watch_count", "interactions"]);
    expect(column("lag_1_high_watch_share").derivedFrom).toEqual(["high_watch_share"]);
    expect(column("interactions").derivedFrom).toEqual([]);
    expect(column("treatment_high_intensity").derivedFrom).toEqual(["interactions", "active_day"]);
    expect(column("future_3day_play_duration_sec").unit).toBe("seconds");
    expect(columns.filter((each) => each.unit === "")).toEqual([]);
  });

  it("has a sentence for every column", () => {
    expect(column("prior_3day_interactions").sentence).toBe(
      "Sum of interactions over the 3 days before; days before the user's entry count as 0.",
    );
    expect(column("treatment_high_intensity").sentence).toBe(
      "1 on a day with active_day on which interactions is at least its own 0.75 quantile over all days with active_day; 0 on other days.",
    );
    expect(columns.filter((each) => !/^.{10,}\.$/.test(each.sentence))).toEqual([]);
  });
});

describe("columnLabel", () => {
  it("leaves out an abbreviated unit, and keeps the noun that the unit is the plural of", () => {
    expect(columnLabel("total_play_duration_sec", "seconds")).toBe("total play duration");
    expect(columnLabel("avg_play_duration_ms", "milliseconds")).toBe("avg play duration");
    expect(columnLabel("log_day", "days")).toBe("log day");
    expect(columnLabel("register_days", "days")).toBe("register days");
    expect(columnLabel("sec", "seconds")).toBe("sec");
  });
});
