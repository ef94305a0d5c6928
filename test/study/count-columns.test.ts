import { expect, it } from "vitest";
import { panelColumns } from "../../src/definition/panel-columns.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import { countColumns } from "../../src/study/evidence/count-columns.js";

it("finds counts behind history and future columns, and leaves shares, sums of seconds and activity alone", () => {
  const names = [
    "interactions",
    "lag_1_interactions",
    "future_3day_interactions",
    "future_3day_active_days",
    "total_play_duration_sec",
    "prior_3day_high_watch_share",
    "interactions",
  ];
  expect(countColumns(kuairecPanel, panelColumns(kuairecPanel), names)).toEqual([
    "interactions",
    "lag_1_interactions",
    "future_3day_interactions",
  ]);
});

it("follows every parent of a treatment, not only the first", () => {
  const panel = {
    ...kuairecPanel,
    treatments: {
      keen: {
        kind: "rule",
        when: {
          op: "and",
          of: [
            { op: "compare", column: "avg_watch_ratio", is: ">=", to: 0.8 },
            { op: "compare", column: "lag_1_interactions", is: ">=", to: 10 },
          ],
        },
        among: "active_day",
      },
      share: { kind: "atLeast", column: "high_watch_share", value: 0.5, among: "active_day" },
    },
  } as const;
  expect(countColumns(panel, panelColumns(panel), ["keen", "share"])).toEqual(["keen"]);
});
