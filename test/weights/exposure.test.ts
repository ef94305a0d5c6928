import { expect, it } from "vitest";
import { exposure } from "../../src/weights/exposure.js";

// two units, rows out of order; unit 7 has treatments 1 1 0 1 at times 0-3, unit 3 has 0 2 at times 5-6
const data = {
  unit: [7, 3, 7, 7, 3, 7],
  time: [0, 5, 1, 2, 6, 3],
  a: [1, 0, 1, 0, 2, 1],
};
const history = { data, unit: "unit", time: "time", treatment: "a" };
const code = (expected: string) => expect.objectContaining({ code: expected });

it("functionals of the history, by hand, in the order of the table", () => {
  expect([...exposure.current(history)]).toEqual([1, 0, 1, 0, 2, 1]);
  expect([...exposure.lagged(history, 1, -1)]).toEqual([-1, -1, 1, 1, 0, 0]);
  expect([...exposure.lagged(history, 2)]).toEqual([Number.NaN, Number.NaN, Number.NaN, 1, Number.NaN, 1]);
  expect([...exposure.cumulative(history)]).toEqual([1, 0, 2, 2, 2, 3]);
  expect([...exposure.ever(history)]).toEqual([1, 0, 1, 1, 1, 1]);
  expect([...exposure.recent(history, 2)]).toEqual([1, 0, 2, 1, 2, 1]);
  expect([...exposure.decayed(history, 1)]).toEqual([1, 0, 1.5, 0.75, 2, 1.375]);
  expect([...exposure.streak(history)]).toEqual([1, 0, 2, 0, 1, 1]);
});

it("a row without availability adds nothing, breaks no streak, and its treatment is not read", () => {
  const away = { ...history, data: { ...data, a: [1, 0, Number.NaN, 1, 2, 1], here: [1, 1, 0, 1, 1, 1] } };
  const seen = { ...away, available: "here" };
  expect([...exposure.cumulative(seen)]).toEqual([1, 0, 1, 2, 2, 3]);
  expect([...exposure.streak(seen)]).toEqual([1, 0, 1, 2, 1, 3]);
  expect([...exposure.current(seen)]).toEqual([1, 0, 0, 1, 2, 1]);
  expect(() => exposure.current(away)).toThrow(code("exposure.treatment"));
});

it("changing the future leaves earlier rows as they are", () => {
  const later = { ...history, data: { ...data, a: [1, 0, 1, 0, 9, 9] } };
  for (const of of [exposure.cumulative, exposure.ever, exposure.streak]) {
    const [before, after] = [of(history), of(later)];
    for (const row of [0, 1, 2, 3]) expect(after[row]).toBe(before[row]);
  }
});

it("holes in a unit's times are refused unless rows are visits", () => {
  const hole = { ...history, data: { ...data, time: [0, 5, 1, 3, 6, 4] } };
  expect(() => exposure.lagged(hole, 1)).toThrow(code("long.gap"));
  expect([...exposure.lagged({ ...hole, gaps: "visits" }, 1, 0)]).toEqual([0, 0, 1, 1, 0, 0]);
  const twice = { ...history, data: { ...data, time: [0, 5, 1, 1, 6, 2] } };
  expect(() => exposure.ever(twice)).toThrow(code("long.twice"));
  expect(() => exposure.recent(history, 0)).toThrow(code("exposure.option"));
  expect(() => exposure.decayed(history, 0)).toThrow(code("exposure.option"));
});
