import { expect, it } from "vitest";
import { panelColumns } from "../../src/definition/panel-columns.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import { countColumns } from "../../src/study/count-columns.js";

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
