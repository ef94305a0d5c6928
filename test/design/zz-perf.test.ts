import { it } from "vitest";
import { buildDesign } from "../../src/design/build-design.js";
import { eligibilitySteps } from "../../src/design/eligibility-steps.js";
import { eligibleRows } from "../../src/design/eligible-rows.js";
import { naturalSpline } from "../../src/design/natural-spline.js";
import { factor, spline } from "../../src/estimand/adjustment-term.js";
import { adjustmentTerms } from "../../src/estimand/adjustment-terms.js";
import { defineEstimand } from "../../src/estimand/define-estimand.js";
import { dailyRates } from "../../src/panel/daily-rates.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { readinessChecks } from "../../src/panel/readiness.js";
import { resolveTreatment } from "../../src/panel/treatment.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import { kuairecUserDays } from "../panel/kuairec-user-days.js";

it("perf", () => {
  const users = 7176,
    days = 63;
  const rows: { user: number; day: number; interactions: number }[] = [];
  let s = 1;
  for (let u = 0; u < users; u++)
    for (let d = 0; d < days; d++) {
      s = (s * 1103515245 + 12345) % 2147483648;
      if (s % 100 < 90) rows.push({ user: u, day: d, interactions: 1 + ((s >> 8) % 90) });
    }
  const table = kuairecUserDays(rows, { users: Array.from({ length: users }, (_, u) => String(u)), days });
  const q = defineEstimand({
    question: "q",
    panel: kuairecPanel,
    treatment: { rule: "treatment_high_intensity", actor: "mixed" },
    outcome: "future_3day_interactions",
    adjustFor: {
      history: [
        "lag_1_active_day",
        "lag_1_interactions",
        "lag_1_total_play_duration_sec",
        "lag_1_avg_watch_ratio",
        "prior_3day_active_day",
        "prior_3day_interactions",
        "prior_3day_total_play_duration_sec",
        "prior_3day_high_watch_share",
      ],
      baseline: ["register_days", "is_video_author"],
      calendar: [factor("day_of_week"), spline("log_day", { degreesOfFreedom: 4 })],
      reason: "r",
    },
    primary: "aipw",
    inference: { seed: 1 },
  } as never) as never;
  for (let k = 0; k < 3; k++) {
    const t0 = performance.now();
    const panel = panelFromUserDays(table, kuairecPanel, "x");
    const t1 = performance.now();
    for (const shard of panel.shards())
      for (const c of [
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
        "future_3day_interactions",
      ])
        shard.column(c);
    const t2 = performance.now();
    const r = resolveTreatment(panel, "treatment_high_intensity");
    const e0 = performance.now();
    const el = eligibleRows(panel, eligibilitySteps(panel, q, r, adjustmentTerms(q)));
    const e1 = performance.now();
    const vals = new Float64Array(el.rows).map((_, i) => i % 63);
    const sp = naturalSpline(vals, 4);
    const e2 = performance.now();
    const o = new Float64Array(4);
    for (const v of vals) sp.evaluate(v, o, 0, 1);
    const e3 = performance.now();
    new Set(vals);
    const e4 = performance.now();
    console.log({ elig: e1 - e0, knots: e2 - e1, evaluate: e3 - e2, set: e4 - e3 });
    const t3 = performance.now();
    const d = buildDesign(panel, q, r);
    const t4 = performance.now();
    for (const shard of panel.shards()) for (const c of panel.columns) shard.column(c.name);
    const t5 = performance.now();
    readinessChecks(panel);
    const t6 = performance.now();
    dailyRates(panel, r, "future_3day_interactions");
    const t7 = performance.now();
    console.log(panel.rows, d.design.rows, d.design.terms.length, {
      panel: t1 - t0,
      columns: t2 - t1,
      resolve: t3 - t2,
      design: t4 - t3,
      all: t5 - t4,
      readiness: t6 - t5,
      daily: t7 - t6,
    });
  }
});
