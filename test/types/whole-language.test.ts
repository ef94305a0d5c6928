import { expect, it } from "vitest";
import { entryDay } from "../../src/definition/baseline.js";
import { weekend } from "../../src/definition/calendar.js";
import { and, compare, not } from "../../src/definition/condition.js";
import { definePanel } from "../../src/definition/define-panel.js";
import { exitByEvent } from "../../src/definition/entry-exit.js";
import { maxOverNext } from "../../src/definition/future.js";
import { decayedSum, priorMax } from "../../src/definition/history.js";
import { active, count, positive } from "../../src/definition/measure.js";
import { any, rule, topKWithinDay } from "../../src/definition/more-treatments.js";
import { panelColumns } from "../../src/definition/panel-columns.js";
import type { PanelNames } from "../../src/definition/panel-names.js";
import { cumulative, streak } from "../../src/definition/unbounded-history.js";
import { richPanel } from "../panel/rich-panel.js";
import { holds, type Same } from "./same.js";

type Names = PanelNames<typeof richPanel>;

it("gives the compiler exactly the names that panelColumns gives at run time", () => {
  const history: Record<Names["history"], 1> = {
    lag_1_clicks: 1,
    sum_3_clicks: 1,
    mean_3_clicks: 1,
    max_3_clicks: 1,
    any_2_clicks: 1,
    decayed_clicks: 1,
    streak_clicks: 1,
    since_clicks: 1,
    total_clicks: 1,
    total_active_day: 1,
  };
  const future: Record<Names["future"], 1> = {
    lead_1_clicks: 1,
    lead_3_clicks: 1,
    sum_next_2: 1,
    mean_next_3: 1,
    max_next_2: 1,
    any_next_2: 1,
  };
  const baseline: Record<Names["baseline"], 1> = { entered: 1, degree: 1, age: 1 };
  const calendar: Record<Names["calendar"], 1> = { weekend: 1, day_of_month: 1, month: 1, iso_week: 1 };
  for (const [kind, names] of Object.entries({ history, future, baseline, calendar }))
    expect(
      panelColumns(richPanel)
        .filter((column) => column.kind === kind)
        .map(({ name }) => name)
        .sort(),
      kind,
    ).toEqual(Object.keys(names).sort());
  holds<
    Same<
      Names["treatment"],
      "few" | "lower" | "own" | "anything" | "three_in_a_row" | "top_2" | "growing" | "level" | "dose"
    >
  >();
});

it("refuses misspelt names in every new place while they are written (checked by tsc)", () => {
  const common = {
    unit: "u",
    day: "d",
    available: "on",
    measures: { plays: count("plays"), on: active() },
  } as const;
  const among = { among: "on" } as const;
  const bad = [
    // @ts-expect-error no such measure
    () => definePanel({ ...common, history: { total: cumulative("play") } }),
    // @ts-expect-error no such measure in second place
    () => definePanel({ ...common, history: { run: streak("plays", "onn") } }),
    // @ts-expect-error no such measure
    () => definePanel({ ...common, history: { fading: decayedSum(7, "play") } }),
    // @ts-expect-error no such measure
    () => definePanel({ ...common, future: { most: maxOverNext("play", { days: 3 }) } }),
    // @ts-expect-error no such measure
    () => definePanel({ ...common, treatments: { top: topKWithinDay("play", 3, among) } }),
    // @ts-expect-error no such measure
    () => definePanel({ ...common, treatments: { some: any("plays", { among: "onn" }) } }),
    // @ts-expect-error no such measure
    () => definePanel({ ...common, exit: exitByEvent("play") }),
    () =>
      definePanel({
        ...common,
        history: { most_3: priorMax(3, "plays") },
        // @ts-expect-error no such column, deep in a condition
        treatments: { up: rule(and(compare("plays", ">", 1), not(compare("most_3_play", ">", 2))), among) },
      }),
    () =>
      definePanel({
        ...common,
        // @ts-expect-error no such column on the right
        treatments: { up: rule(compare("plays", ">", "most_3_plays"), among) },
      }),
    () =>
      definePanel({
        ...common,
        // @ts-expect-error no such measure
        measures: { plays: count("plays"), on: positive("play") },
      }),
  ];
  for (const define of bad) expect(define).toThrow(/is no (measure|column) of this panel/);
});

it("lets a condition name measures, history, baseline and calendar columns", () => {
  const panel = definePanel({
    unit: "u",
    day: "d",
    available: "on",
    measures: { plays: count("plays"), on: active() },
    history: { most_3: priorMax(3, "plays") },
    baseline: { entered: entryDay() },
    calendar: { weekend: weekend() },
    treatments: {
      up: rule(
        and(
          compare("plays", ">", "most_3_plays"),
          and(compare("entered", "=", 0), not(compare("weekend", "=", 1))),
        ),
        { among: "on" },
      ),
    },
  });
  expect(panelColumns(panel).at(-1)?.name).toBe("up");
});
