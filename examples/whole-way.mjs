// The whole way from a program: simulate a log whose true effect is known, ask it a question, read the result.
// Run it from the project's folder, after `npm run build`:  node examples/whole-way.mjs
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  atLeast,
  defineEstimand,
  factor,
  kuairecPanel,
  runStudy,
  silentProgress,
  simulateArchive,
} from "counterday";

const question = defineEstimand({
  question: "Does a pushed day change how much people watch over the next three days?",
  panel: kuairecPanel,
  treatment: { rule: atLeast("interactions", 16, { among: "active_day" }), actor: "platform" },
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
    calendar: [factor("day_of_week"), "log_day"],
    reason: "The simulated platform decides from these columns and the calendar, and from nothing else.",
  },
  primary: "aipw",
  inference: { seed: 1 },
});

const context = { progress: silentProgress };
const folder = await mkdtemp(join(tmpdir(), "counterday-example-"));
try {
  const { archive, truth } = await simulateArchive({ users: 120, days: 40, seed: 3, out: folder }, context);
  const { result } = await runStudy({ slug: "pushed-day", estimand: question, archive, truth }, context);

  console.log(result.headline.sentence);
  for (const { label, estimate, interval } of result.estimates)
    console.log(
      `${estimate.toFixed(2).padStart(6)}  (${interval.lower.toFixed(2)} to ${interval.upper.toFixed(2)})  ${label}`,
    );
  console.log(`${result.truth.estimate.toFixed(2).padStart(6)}  simulated truth`);
  const failed = result.gates.filter((gate) => gate.verdict === "fail");
  console.log(
    failed.length === 0 ? "no gate failed" : `failed: ${failed.map((gate) => gate.label).join(", ")}`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
