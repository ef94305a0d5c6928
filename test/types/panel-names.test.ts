import { expect, it } from "vitest";
import { definePanel } from "../../src/definition/define-panel.js";
import { lead, sumOverNext } from "../../src/definition/future.js";
import { lag, priorSum } from "../../src/definition/history.js";
import { active, count, countWhere, ratio } from "../../src/definition/measure.js";
import { panelColumns } from "../../src/definition/panel-columns.js";
import type { PanelDefinition } from "../../src/definition/panel-definition.js";
import type { PanelNames } from "../../src/definition/panel-names.js";
import { atLeast } from "../../src/definition/treatment.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import { holds, type Same } from "./same.js";

type Names = PanelNames<typeof kuairecPanel>;

const namesOf = (definition: PanelDefinition, kind: string) =>
  panelColumns(definition)
    .filter((column) => column.kind === kind)
    .map((column) => column.name)
    .sort();

it("gives the compiler exactly the names that panelColumns gives at run time", () => {
  // A Record over a union must have every name and no other: the compiler pins one side, the test the other.
  const history: Record<Names["history"], 1> = {
    lag_1_active_day: 1,
    lag_1_interactions: 1,
    lag_1_total_play_duration_sec: 1,
    lag_1_avg_watch_ratio: 1,
    lag_1_high_watch_share: 1,
    prior_3day_active_day: 1,
    prior_3day_interactions: 1,
    prior_3day_total_play_duration_sec: 1,
    prior_3day_avg_watch_ratio: 1,
    prior_3day_high_watch_share: 1,
  };
  const future: Record<Names["future"], 1> = {
    lead_1_active_day: 1,
    lead_1_interactions: 1,
    lead_1_total_play_duration_sec: 1,
    lead_2_active_day: 1,
    lead_2_interactions: 1,
    lead_2_total_play_duration_sec: 1,
    lead_3_active_day: 1,
    lead_3_interactions: 1,
    lead_3_total_play_duration_sec: 1,
    lead_4_active_day: 1,
    lead_4_interactions: 1,
    lead_4_total_play_duration_sec: 1,
    lead_5_active_day: 1,
    lead_5_interactions: 1,
    lead_5_total_play_duration_sec: 1,
    lead_6_active_day: 1,
    lead_6_interactions: 1,
    lead_6_total_play_duration_sec: 1,
    lead_7_active_day: 1,
    lead_7_interactions: 1,
    lead_7_total_play_duration_sec: 1,
    next_day_active: 1,
    next_day_interactions: 1,
    next_day_play_duration_sec: 1,
    future_3day_active_days: 1,
    future_3day_interactions: 1,
    future_3day_play_duration_sec: 1,
    future_7day_active_days: 1,
    future_7day_interactions: 1,
    future_7day_play_duration_sec: 1,
  };
  const baseline: Record<Names["baseline"], 1> = { register_days: 1, is_video_author: 1 };
  const calendar: Record<Names["calendar"], 1> = { day_of_week: 1, log_day: 1 };
  const treatment: Record<Names["treatment"], 1> = {
    treatment_high_intensity: 1,
    treatment_high_watch_exposure: 1,
  };
  for (const [kind, names] of Object.entries({ history, future, baseline, calendar, treatment })) {
    expect(namesOf(kuairecPanel, kind), kind).toEqual(Object.keys(names).sort());
  }
  holds<Same<Names["measure"], keyof typeof kuairecPanel.measures>>();
});

it("knows the names of any panel, whatever the number of columns of a rule", () => {
  const panel = definePanel({
    unit: "u",
    day: "d",
    available: "on",
    measures: {
      plays: count("plays"),
      on: active(),
      long: countWhere("seconds", { atLeast: 60, unit: "plays" }),
      long_share: ratio("long", "plays"),
      w: count("plays"),
    },
    history: { lag_2: lag(2, "plays"), sum_7: priorSum(7, "plays", "on", "long", "long_share", "w") },
    future: { ahead: lead(1, "plays", "on"), week: sumOverNext("plays", { days: 7 }) },
  });
  type Own = PanelNames<typeof panel>;
  holds<
    Same<
      Own["history"],
      "lag_2_plays" | "sum_7_plays" | "sum_7_on" | "sum_7_long" | "sum_7_long_share" | "sum_7_w"
    >
  >();
  holds<Same<Own["future"], "ahead_plays" | "ahead_on" | "week">>();
  holds<Same<Own["baseline"], never>>();
  expect(namesOf(panel, "future")).toEqual(["ahead_on", "ahead_plays", "week"]);
});

it("refuses misspelt names while they are written", () => {
  const measures = { plays: count("plays"), on: active() } as const;
  const common = { unit: "u", day: "d", measures } as const;
  const bad = [
    // @ts-expect-error no such measure
    () => definePanel({ ...common, available: "onn" }),
    // @ts-expect-error no such measure
    () => definePanel({ ...common, available: "on", history: { lag_1: lag(1, "play") } }),
    // @ts-expect-error no such measure in second place
    () => definePanel({ ...common, available: "on", history: { lag_1: lag(1, "plays", "onn") } }),
    // @ts-expect-error no such measure
    () => definePanel({ ...common, available: "on", future: { next: sumOverNext("play", { days: 3 }) } }),
    // @ts-expect-error no such measure
    () => definePanel({ ...common, available: "on", future: { lead_1: lead(1, "play") } }),
    () =>
      definePanel({
        ...common,
        available: "on",
        // @ts-expect-error no such measure
        treatments: { high: atLeast("play", 3, { among: "on" }) },
      }),
    () =>
      definePanel({
        ...common,
        available: "on",
        // @ts-expect-error no such measure
        treatments: { high: atLeast("plays", 3, { among: "onn" }) },
      }),
    () =>
      definePanel({
        unit: "u",
        day: "d",
        available: "on",
        // @ts-expect-error a share of no measure
        measures: { plays: count("plays"), on: active(), share: ratio("long", "plays") },
      }),
  ];
  for (const define of bad) expect(define).toThrow(/is no measure of this panel/);
});
