import { describe, expect, it } from "vitest";
import { simulateUserDays } from "../../src/simulation/simulate-user-days.js";
import { feedback } from "../../src/simulation/worlds/feedback.js";

const size = { users: 50, days: 30, seed: 8 };

describe("simulateUserDays", () => {
  it("gives the same table for the same seed and another for another", () => {
    const once = simulateUserDays(feedback, size);
    expect(simulateUserDays(feedback, size)).toEqual(once);
    expect(simulateUserDays(feedback, { ...size, seed: 9 }).measures.interactions).not.toEqual(
      once.measures.interactions,
    );
  });

  it("gives a user the same days in a log of any size", () => {
    const few = simulateUserDays(feedback, { ...size, users: 10 });
    const many = simulateUserDays(feedback, size);
    for (const [name, values] of Object.entries(few.measures))
      expect(values).toEqual(many.measures[name]!.slice(0, few.rows));
    expect(few.users).toEqual(many.users.slice(0, few.users.length));
  });

  it("is sorted by user and day, and whole", () => {
    const { rows, user, day, measures, users, days } = simulateUserDays(feedback, size);
    for (let row = 1; row < rows; row++)
      expect(user[row]! * days + day[row]!).toBeGreaterThan(user[row - 1]! * days + day[row - 1]!);
    expect(user[rows - 1]).toBe(users.length - 1);
    for (let row = 0; row < rows; row++) {
      const events = measures.interactions![row]!;
      expect(measures.unique_videos![row]).toBeLessThanOrEqual(events);
      expect(measures.complete_or_rewatch_count![row]).toBeLessThanOrEqual(measures.high_watch_count![row]!);
      expect(measures.high_watch_count![row]).toBeLessThanOrEqual(events);
    }
  });

  it.each([
    ["simulation.users", { users: 1 }],
    ["simulation.users", { users: 10.5 }],
    ["simulation.days", { days: 7 }],
    ["simulation.days", { days: Number.NaN }],
    ["simulation.seed", { seed: -1 }],
  ])("refuses with %s", (code, wrong) => {
    expect(() => simulateUserDays(feedback, { ...size, ...wrong })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
