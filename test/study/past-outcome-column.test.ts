import { describe, expect, it } from "vitest";
import { withGap } from "../../bench/gates-logs.js";
import { buildDesign } from "../../src/design/build-design.js";
import type { Estimand } from "../../src/estimand/estimand.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { resolveTreatment } from "../../src/panel/treatment.js";
import { simulateUserDays } from "../../src/simulation/simulate-user-days.js";
import { worlds } from "../../src/simulation/worlds/registry.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import { leadColumns } from "../../src/study/evidence/lead-columns.js";
import { pastOutcomeColumn } from "../../src/study/evidence/past-outcome-column.js";
import { smallPanel, smallQuestion } from "./small-study.js";

const panel = smallPanel();
const columnOf = (on: typeof panel, question: Estimand) => {
  const resolved = resolveTreatment(on, question.treatment.rule);
  const { panelRow, design } = buildDesign(on, question, resolved);
  const past = pastOutcomeColumn(on, { estimand: question, treatmentOpens: 0 }, panelRow);
  return { panelRow, design, resolved, past };
};

/** Interactions of a user on a log day; the small panel is one shard of whole users. */
const [shard] = [...panel.shards()];
const interactions = (row: number, daysBack: number): number =>
  shard!.day[row]! < daysBack ? Number.NaN : shard!.column("interactions")[row - daysBack]!;

describe("the past-outcome column", () => {
  it("sums the outcome's measure over days -6 to -4, and knows nothing before the log", () => {
    const { past, panelRow } = columnOf(panel, smallQuestion());
    if (past.reason !== undefined) throw new Error(past.reason);
    expect(past.days).toBe("days -6 to -4");
    let unknown = 0;
    panelRow.forEach((row, at) => {
      const byHand = interactions(row, 6) + interactions(row, 5) + interactions(row, 4);
      expect(past.values[at]).toBe(
        shard!.day[row]! < 7 && Number.isNaN(past.values[at]!) ? Number.NaN : byHand,
      );
      if (Number.isNaN(past.values[at]!)) unknown += 1;
    });
    expect(unknown).toBeGreaterThan(0);
  });

  it("closes before the earliest adjusted day, whichever that is", () => {
    const days = (history: Estimand["adjustFor"]["history"]) => {
      const { adjustFor } = smallQuestion();
      const { past } = columnOf(panel, smallQuestion({ adjustFor: { ...adjustFor, history } }));
      return past.reason ?? past.days;
    };
    expect(days(["lag_1_interactions"])).toBe("days -4 to -2");
    expect(days([])).toBe("days -3 to -1");
    expect(days(["prior_3day_interactions"])).toBe("days -6 to -4");
  });

  it("says why there is none", () => {
    const { panelRow } = columnOf(panel, smallQuestion());
    const asked = { estimand: smallQuestion(), treatmentOpens: "beginning" as const };
    expect(pastOutcomeColumn(panel, asked, panelRow).reason).toContain("all days since entry");
    const early = pastOutcomeColumn(panel, { ...asked, treatmentOpens: -300 }, panelRow);
    expect(early.reason).toContain("the log is too short");
  });

  it("is not known across a platform gap", () => {
    const table = withGap(simulateUserDays(worlds.feedback!, { users: 40, days: 30, seed: 5 }), 12, 2);
    const gapped = panelFromUserDays(table, kuairecPanel, "1".repeat(64));
    const { past, panelRow, design } = columnOf(gapped, smallQuestion());
    if (past.reason !== undefined) throw new Error(past.reason);
    const days = new Map<number, number>();
    for (const one of design.shards)
      one.day.forEach((day, r) => {
        days.set(one.firstRow + r, day);
      });
    for (let at = 0; at < panelRow.length; at++) {
      const day = days.get(at)!;
      const touches = [6, 5, 4].some((back) => [12, 13].includes(day - back));
      if (touches) expect(past.values[at]).toBeNaN();
    }
  });
});

describe("lead columns", () => {
  it("hold tomorrow's treatment on active days, and today's measure", () => {
    const { panelRow, resolved } = columnOf(panel, smallQuestion());
    const found = leadColumns(panel, "future_3day_interactions", resolved, "active_day", panelRow);
    if (found.reason !== undefined) throw new Error(found.reason);
    expect(found.found.column).toBe("interactions");
    panelRow.forEach((row, at) => {
      expect(found.found.outcome[at]).toBe(interactions(row, 0));
      const tomorrow = shard!.column("interactions")[row + 1]!;
      const expected = shard!.column("active_day")[row + 1] === 1 ? Number(tomorrow >= 16) : Number.NaN;
      expect(found.found.treatment[at]).toBe(expected);
    });
  });
});
