import { describe, expect, it } from "vitest";
import { naturalSpline } from "../../src/design/natural-spline.js";
import { ownDoubts } from "../../src/published/own-doubts.js";
import { ownLadder } from "../../src/published/own-ladder.js";
import type { StudyEvents } from "../../src/published/study-events.js";
import { assertClose } from "../assert-close.js";
import { users } from "./generated-log.js";
import { plain, plainQuantile, plainSolve } from "./plain-study.js";
import { plainTable } from "./plain-table.js";

const { analysed, events, eventsOf, table } = plainTable();
const because = "counts of event rows";

/** What is read of events, with so many undated rows of a user. */
function eventsRead(undatedOf: (user: number, rows: number) => number): StudyEvents {
  const rowsOfUser = Float64Array.from(
    { length: users },
    (_, user) => events.filter((event) => event.user === user).length,
  );
  const undatedOfUser = rowsOfUser.map((rows, user) => undatedOf(user, rows));
  return { rowsOfUser, undatedOfUser, watchRatio: { mean: 0, sd: 0, median: 0, p95: 0, p99: 0, max: 0 } };
}

describe("doubts about the log", () => {
  it("test whether rows without a date go with certain users", () => {
    const blank = (user: number) =>
      events.filter((event) => event.user === user && event.day === null).length;
    const read = eventsRead(blank);
    const { undated } = ownDoubts(table, read);
    const shares = [...read.rowsOfUser].map((rows, user) => ({ rows, undated: blank(user) }));
    const share = events.filter(({ day }) => day === null).length / events.length;
    const square = plain.sum(
      shares.map((user) => (user.undated - user.rows * share) ** 2 / (user.rows * share * (1 - share))),
    );
    assertClose(undated!.share, share, { relative: 1e-12, because });
    const each = shares.map((user) => user.undated / user.rows);
    assertClose(undated!.lowest, Math.min(...each), { relative: 1e-12, because });
    assertClose(undated!.highest, Math.max(...each), { relative: 1e-12, because });
    // Wilson & Hilferty's normal approximation to χ² with 25 degrees.
    const normal = ((square / 25) ** (1 / 3) - (1 - 2 / 225)) / Math.sqrt(2 / 225);
    const upper = 0.5 - 0.5 * Math.tanh(normal * Math.sqrt(2 / Math.PI) * (1 + 0.044715 * normal ** 2));
    expect(undated!.pValue).toBeGreaterThan(0.001);
    expect(Math.abs(undated!.pValue! - upper)).toBeLessThan(0.01);
    const certain = ownDoubts(
      table,
      eventsRead((user, rows) => (user < 3 ? rows / 5 : 1)),
    );
    expect(certain.undated!.pValue).toBeLessThan(1e-9);
    expect(
      ownDoubts(
        table,
        eventsRead(() => 0),
      ).undated,
    ).toMatchObject({ share: 0, pValue: null });
    expect(ownDoubts(table, undefined).undated).toBeNull();
  });

  it("tell zeros of no use from low quality", () => {
    const { zeros } = ownDoubts(table, undefined);
    for (const { column, zeros: found, withoutUse, partly } of zeros) {
      const days = column.startsWith("lag") ? 1 : 3;
      const active = days === 1 ? "lag_1_active_day" : "prior_3day_active_day";
      const zero = analysed.filter((row) => row.x[column] === 0);
      const some = analysed.filter((row) => row.x[column] !== 0 && row.x[active]! < days);
      const unused = zero.filter((row) => row.x[active] === 0).length;
      expect([found, withoutUse, partly], column).toEqual([zero.length, unused, some.length]);
    }
    expect(zeros.map(({ withoutUse }) => withoutUse > 0)).toEqual([true, true, false, false]);
    expect(zeros.map(({ partly }) => partly > 0)).toEqual([false, false, true, true]);
  });

  it("say how long people watch on the treated day itself", () => {
    const { minutesOfTheDay } = ownDoubts(table, undefined);
    const minutes = (level: number) =>
      plain.mean(
        analysed
          .filter((row) => row.a.high_watch_exposure === level)
          .map((row) => plain.sum(eventsOf(row).map(({ play }) => play / 60_000))),
      );
    assertClose(minutesOfTheDay.treated, minutes(1), { relative: 1e-9, because });
    assertClose(minutesOfTheDay.untreated, minutes(0), { relative: 1e-9, because });
    expect(minutesOfTheDay.treated).toBeGreaterThan(minutesOfTheDay.untreated);
  });

  it("show that the share of a short day is noisier than that of a long one", () => {
    const { dayLengths } = ownDoubts(table, undefined);
    const own = analysed.map(eventsOf);
    const lengths = own.map((day) => day.length);
    const [low, high] = [0.25, 0.75].map((share) => plainQuantile(lengths, share));
    const deviation = (holds: (length: number) => boolean) =>
      plain.sd(
        own
          .filter((day) => holds(day.length))
          .map((day) => plain.mean(day.map(({ play, length }) => (play / length >= 0.8 ? 1 : 0)))),
      );
    expect(dayLengths).toHaveLength(4);
    expect(dayLengths[0]).toMatchObject({ from: Math.min(...lengths), to: Math.floor(low!) });
    expect(plain.sum(dayLengths.map(({ rows }) => rows))).toBe(analysed.length);
    assertClose(
      dayLengths[0]!.deviation,
      deviation((length) => length <= low!),
      { relative: 1e-9, because },
    );
    assertClose(
      dayLengths[3]!.deviation,
      deviation((length) => length > high!),
      { relative: 1e-9, because },
    );
    expect(dayLengths[0]!.deviation).toBeGreaterThan(1.2 * dayLengths[3]!.deviation);
  });
});

describe("the own ladder", () => {
  it("has a rung within users: every column less its user's mean", () => {
    const userOf = analysed.map((row) => row.user);
    const day = Float64Array.from(analysed, (row) => row.x.calendar_day_index!);
    const spline = naturalSpline(day, 4);
    const at = new Float64Array(spline.columns);
    const bent = [...day].map((value) => {
      spline.evaluate(value, at, 0, 1);
      return [...at];
    });
    const columns = [
      analysed.map((row) => row.a.high_watch_exposure!),
      ...[1, 2, 3, 4, 5, 6].map((weekday) => analysed.map((row) => (row.weekday === weekday ? 1 : 0))),
      ...[0, 1, 2, 3].map((k) => bent.map((row) => row[k]!)),
      analysed.map((row) => row.y.future_7day_interactions!),
    ].map((values) => {
      const sums = new Map<number, number[]>();
      userOf.forEach((user, row) => {
        sums.set(user, [...(sums.get(user) ?? []), values[row]!]);
      });
      const means = new Map([...sums].map(([user, own]) => [user, plain.mean(own)]));
      return values.map((value, row) => value - means.get(userOf[row]!)!);
    });
    const y = columns.pop()!;
    const product = (a: number[], b: number[]) => plain.sum(a.map((value, row) => value * b[row]!));
    const gram = columns.map((a) => columns.map((b) => product(a, b)));
    const beta = plainSolve(
      gram,
      columns.map((a) => product(a, y)),
    );
    const bread = plainSolve(
      gram,
      columns.map((_, k) => (k === 0 ? 1 : 0)),
    );
    const scores = new Map<number, number>();
    userOf.forEach((user, row) => {
      const fitted = plain.sum(columns.map((column, k) => column[row]! * beta[k]!));
      const lever = plain.sum(columns.map((column, k) => column[row]! * bread[k]!));
      scores.set(user, (scores.get(user) ?? 0) + (y[row]! - fitted) * lever);
    });
    const variance = plain.sum([...scores.values()].map((score) => score ** 2)) * (users / (users - 1));
    const rung = ownLadder(table).find(({ adjustment }) => adjustment === "users")!;
    const because = "an intercept a user is a column less its user's mean";
    assertClose(rung.effect, beta[0]!, { relative: 1e-7, absolute: 1e-7, because });
    assertClose(rung.stackedError, Math.sqrt(variance), { relative: 1e-6, because });
  });
});
