import { expect, it } from "vitest";
import type { TruthFile } from "../../src/simulation/truth-schema.js";
import { knownTruth } from "../../src/study/known-truth.js";

const file: TruthFile = {
  schemaVersion: 1,
  world: "feedback",
  seed: 1,
  users: 100,
  days: 30,
  treatment: { column: "interactions", cut: 16 },
  outcome: "future_3day_interactions",
  effect: { estimate: -3.8, monteCarloError: 0.04 },
  population: { users: 2000, userDays: 50000, seed: 9 },
};
const question = {
  outcome: "future_3day_interactions",
  averageOver: "userDays",
  population: { history: "full" },
} as const;
const resolved = { column: "interactions", cut: 16 };

it("shows a truth that answers this very question", () => {
  expect(knownTruth(file, question, resolved)).toEqual({
    truth: { estimate: -3.8, monteCarloError: 0.04, users: 2000, userDays: 50000, seed: 9 },
    remarks: [],
  });
  expect(knownTruth(undefined, question, resolved)).toEqual({ truth: null, remarks: [] });
});

it.each([
  ["another cut", question, { ...resolved, cut: 20 }],
  ["another column", question, { ...resolved, column: "total_play_duration_sec" }],
  ["another outcome", { ...question, outcome: "lead_1_interactions" }, resolved],
  ["another average", { ...question, averageOver: "users" } as const, resolved],
  ["another population", { ...question, population: { history: "asIs" } } as const, resolved],
])("leaves out a truth about %s, and says so", (_, asked, treated) => {
  const { truth, remarks } = knownTruth(file, asked, treated);
  expect(truth).toBeNull();
  expect(remarks.join()).toMatch(/is not shown, because it answers another question/);
});
