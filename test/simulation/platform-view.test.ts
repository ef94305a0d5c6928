import { describe, expect, it } from "vitest";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { platformView } from "../../src/simulation/live-day.js";
import { simulateUserDays } from "../../src/simulation/simulate-user-days.js";
import { feedback } from "../../src/simulation/worlds/feedback.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import { livedUsers } from "./lived-users.js";

const size = { users: 40, days: 20, seed: 3 };
const seen = [
  "lag_1_active_day",
  "lag_1_interactions",
  "lag_1_total_play_duration_sec",
  "lag_1_avg_watch_ratio",
  "prior_3day_active_day",
  "prior_3day_interactions",
  "prior_3day_total_play_duration_sec",
  "prior_3day_high_watch_share",
  "register_days",
  "is_video_author",
  "day_of_week",
  "log_day",
] as const;

describe("what the platform sees", () => {
  it("is what the panel stores, to the last bit, the log's first days included", () => {
    const panel = panelFromUserDays(simulateUserDays(feedback, size), kuairecPanel, "test");
    const [shard] = [...panel.shards()];
    let row = 0;
    livedUsers(feedback, size, (_index, tape, path) => {
      if (!path.active.includes(1)) return;
      for (let day = 0; day < size.days; day++) {
        const view = platformView(tape, path, day);
        for (const name of seen)
          expect([name, day, view[name]]).toEqual([name, day, shard!.column(name)[row]]);
        row += 1;
      }
    });
    expect(row).toBe(panel.rows);
  });
});
