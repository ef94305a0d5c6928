// From a table of events to an estimate, step by step: events, panel, question, design, estimators.
// Run it from the project's folder, after `npm run build`:  node examples/events-to-estimate.mjs
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  active,
  atLeast,
  buildDesign,
  confidenceInterval,
  count,
  createRandom,
  defineEstimand,
  definePanel,
  estimators,
  lag,
  nuisanceModels,
  openPanel,
  parseEstimand,
  resolveTreatment,
  silentProgress,
  sources,
  sum,
  sumOverNext,
} from "counterday";

const trueEffect = 2;

const panelDefinition = definePanel({
  unit: "user_id",
  day: "event_date",
  available: "active_day",
  measures: { events: count("events"), minutes: sum("minutes", "minutes"), active_day: active() },
  history: { lag_1: lag(1, "minutes") },
  future: { next_day_minutes: sumOverNext("minutes", { days: 1 }) },
});

const written = defineEstimand({
  question: "Does a pushed day change how long people watch the day after?",
  panel: panelDefinition,
  treatment: { rule: atLeast("events", 5, { among: "active_day" }), actor: "platform" },
  outcome: "next_day_minutes",
  adjustFor: {
    history: ["lag_1_minutes"],
    baseline: [],
    calendar: [],
    reason: "The platform pushes those who watched long the day before, and looks at nothing else.",
  },
  primary: "aipw",
  inference: { seed: 1 },
});

const context = { progress: silentProgress };
const folder = await mkdtemp(join(tmpdir(), "counterday-example-"));
try {
  const table = join(folder, "events.csv");
  await writeFile(table, eventsCsv(250, 20));
  const mapping = { user: "who", time: { column: "at", unit: "iso", zone: "UTC" } };
  const question = parseEstimand(written, "this example");
  const { panel } = await openPanel(sources.table, { table, mapping }, panelDefinition, { context });
  const { design, attrition } = buildDesign(
    panel,
    question,
    resolveTreatment(panel, question.treatment.rule),
  );

  console.log(`${panel.users.length} users; analysis rows ${design.rows}`);
  for (const { step, rows } of attrition) console.log(`${String(rows).padStart(8)}  ${step}`);
  console.log(`true effect ${trueEffect} minutes`);
  const models = nuisanceModels(design);
  for (const name of ["naive", "ipw", "standardisation", "aipw", "tmle"]) {
    const { effect } = estimators[name].estimate(design, models);
    const { lower, upper } = confidenceInterval(effect);
    console.log(
      `${name.padEnd(16)} ${effect.estimate.toFixed(3)}  95% interval ${lower.toFixed(3)} to ${upper.toFixed(3)}`,
    );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Six events on a pushed day, three on another; minutes follow habit and yesterday's push, and decide tomorrow's. */
function eventsCsv(users, days) {
  const random = createRandom(5, "events example");
  const lines = ["who,at,minutes"];
  for (let user = 0; user < users; user++) {
    const habit = random.normal();
    let before = { minutes: 20, pushed: 0 };
    for (let day = 1; day <= days; day++) {
      const pushed = random.uniform() < 1 / (1 + Math.exp(-0.2 * (before.minutes - 20))) ? 1 : 0;
      const minutes = Math.max(1, 20 + 4 * habit + trueEffect * before.pushed + 2 * random.normal());
      const events = pushed === 1 ? 6 : 3;
      for (let k = 0; k < events; k++)
        lines.push(
          `${user},2024-03-${String(day).padStart(2, "0")} 12:0${k}:00,${(minutes / events).toFixed(4)}`,
        );
      before = { minutes, pushed };
    }
  }
  return `${lines.join("\n")}\n`;
}
