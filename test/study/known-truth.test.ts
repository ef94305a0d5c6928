import { expect, it } from "vitest";
import { atLeast } from "../../src/definition/treatment.js";
import type { Estimand } from "../../src/estimand/estimand.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { resolveTreatment } from "../../src/panel/treatment.js";
import { silentProgress } from "../../src/progress.js";
import { simulateUserDays } from "../../src/simulation/simulate-user-days.js";
import { truthFile } from "../../src/simulation/truth-file.js";
import type { TruthFile } from "../../src/simulation/truth-schema.js";
import { truthSchema } from "../../src/simulation/truth-schema.js";
import { worlds } from "../../src/simulation/worlds/registry.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import { type AskedQuestion, knownTruth } from "../../src/study/known-truth.js";
import { smallQuestion } from "./small-study.js";

const file: TruthFile = {
  schemaVersion: 1,
  world: "feedback",
  seed: 1,
  users: 100,
  days: 30,
  firstDay: "2020-07-05",
  table: "small_matrix",
  treatment: { column: "interactions", cut: 16, among: "active_day" },
  outcome: { kind: "sumOverNext", column: "interactions", days: 3 },
  lookBack: 3,
  effect: { estimate: -3.8, monteCarloError: 0.04 },
  population: { users: 2000, userDays: 50000, seed: 9 },
};
const table = simulateUserDays(worlds.feedback!, { users: 20, days: 30, seed: 5 });
const panelWith = (change: Partial<typeof kuairecPanel> = {}) =>
  panelFromUserDays(table, { ...kuairecPanel, ...change } as typeof kuairecPanel, "0".repeat(64));
const panel = panelWith();
const rule = atLeast("interactions", 16, { among: "active_day" });
const asked: AskedQuestion = {
  estimand: smallQuestion(),
  resolved: resolveTreatment(panel, rule),
  panel,
  table: "small_matrix",
  attrition: [{ rows: 9 }, { rows: 8 }, { rows: 8 }],
};
const question = (change: Partial<Estimand>): Partial<AskedQuestion> => ({ estimand: smallQuestion(change) });
const treated = (change: Partial<AskedQuestion["resolved"]>): Partial<AskedQuestion> => ({
  resolved: { ...asked.resolved, ...change },
});
const only = (history: readonly string[]) => ({
  adjustFor: { ...smallQuestion().adjustFor, history },
});

it("shows a truth that answers this very question", () => {
  expect(knownTruth(file, asked)).toEqual({
    truth: { estimate: -3.8, monteCarloError: 0.04, users: 2000, userDays: 50000, seed: 9 },
    remarks: [],
  });
  expect(knownTruth(undefined, asked)).toEqual({ truth: null, remarks: [] });
});

it("finds a truth file of the simulator to be about its log", async () => {
  const made = await truthFile(
    worlds.feedback!,
    { users: 5, days: 30, seed: 5 },
    { progress: silentProgress },
  );
  expect(truthSchema.parse(made)).toEqual(made);
  expect(knownTruth(made, asked).remarks).toEqual([]);
});

it.each<[string, Partial<AskedQuestion>]>([
  ["another cut", treated({ cut: 20 })],
  ["another column", treated({ column: "total_play_duration_sec" })],
  ["another sub-population", treated({ among: "other" })],
  ["at most the same cut", treated({ how: { test: "atMost" } })],
  ["a streak of as many days as the cut", treated({ how: { test: "streak", days: 16 } })],
  ["another outcome", question({ outcome: "lead_1_interactions" })],
  ["as many days of something else", question({ outcome: "future_3day_active_days" })],
  ["another average", question({ averageOver: "users" })],
  ["another population", question({ population: { history: "asIs" } })],
  ["a shorter look-back", question(only(["lag_1_interactions"]))],
  ["days on which adjustment columns are known", { attrition: [{ rows: 9 }, { rows: 8 }] }],
  ["another table", { table: "big_matrix" }],
  ["entry with the first activity", { panel: panelWith({ entry: "firstActivity" } as never) }],
  ["another calendar", { panel: { ...panel, calendar: { ...panel.calendar, days: 29 } } }],
  ["another first day", { panel: { ...panel, calendar: { ...panel.calendar, firstDay: 18_449 } } }],
  [
    "a log with a gap",
    {
      panel: {
        ...panel,
        calendar: { ...panel.calendar, observed: panel.calendar.observed.map((_, d) => (d === 7 ? 0 : 1)) },
      },
    },
  ],
  [
    "an outcome of the same name and another rule",
    {
      panel: panelWith({
        future: {
          ...kuairecPanel.future,
          future_3day_interactions: { kind: "sumOverNext", column: "interactions", days: 5 },
        },
      } as never),
    },
  ],
  [
    "a measure of the same name that counts something else",
    {
      panel: panelWith({
        measures: { ...kuairecPanel.measures, interactions: kuairecPanel.measures.unique_videos },
      } as never),
    },
  ],
])("leaves out a truth about %s, and says so", (_, change) => {
  const { truth, remarks } = knownTruth(file, { ...asked, ...change });
  expect(truth).toBeNull();
  expect(remarks.join()).toMatch(/is not shown, because it answers another question: it is about [a-z]/);
});
