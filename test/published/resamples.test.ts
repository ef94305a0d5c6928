import { describe, expect, it } from "vitest";
import { resampledEffect } from "../../src/published/resampled-effect.js";
import { resampledRidge } from "../../src/published/resampled-ridge.js";
import { studyCovariates } from "../../src/published/study-covariates.js";
import { userDraws } from "../../src/published/user-draws.js";
import { assertClose } from "../assert-close.js";
import { users } from "./generated-log.js";
import { plain, plainFit, plainRegression } from "./plain-study.js";
import { plainTable } from "./plain-table.js";

const { analysed, table } = plainTable();

describe("a resample of users", () => {
  it("fits the ridge model as a plain fit to the drawn rows does", () => {
    const effect = resampledRidge(table, studyCovariates(table), table.outcomes.future_7day_interactions);
    const drawn = Float64Array.from({ length: users }, (_, user) => user % 3);
    const rows = analysed.flatMap((row) => Array.from({ length: row.user % 3 }, () => row));
    const predict = plainFit(rows, "linear");
    assertClose(effect(drawn)!, predict(rows[0]!, 1) - predict(rows[0]!, 0), {
      relative: 1e-8,
      because: "the same ridge problem from sums by user",
    });
  });

  it("fits the weighted regression as the plain one to the drawn rows does", () => {
    const weights = analysed.map((_, row) => 0.5 + (row % 7) / 5);
    const y = table.outcomes.future_7day_interactions;
    const effect = resampledEffect(table, y, Float64Array.from(weights));
    const drawn = Float64Array.from({ length: users }, (_, user) => (user + 1) % 3);
    const rows = [...analysed.keys()].flatMap((row) =>
      Array.from({ length: (analysed[row]!.user + 1) % 3 }, () => row),
    );
    const [, expected] = plainRegression(
      rows.map((row) => analysed[row]!),
      "future_7day_interactions",
      rows.map((row) => weights[row]!),
      true,
      2,
    );
    assertClose(effect(drawn)!, expected!, {
      relative: 1e-8,
      because: "the same equations from sums by user",
    });
  });

  it("lets columns of the calendar fall away that others tell, as on two days only", () => {
    const { covariates, treatments, outcomes } = table;
    const day = covariates.calendar_day_index;
    const rows = [...day.keys()].filter((row) => day[row] === day[0] || day[row] === day[0]! + 1);
    const on = <Columns extends object>(columns: Columns) =>
      Object.fromEntries(
        Object.entries(columns).map(([name, values]) => [
          name,
          Float64Array.from(rows, (row) => values[row]),
        ]),
      ) as Columns;
    const few = {
      ...table,
      ...on({ user: table.user, weekday: table.weekday }),
      rows: rows.length,
      covariates: on(covariates),
      treatments: on(treatments),
    };
    const { future_7day_interactions: y } = on(outcomes);
    const a = few.treatments.high_watch_exposure;
    const effect = resampledEffect(few, y, new Float64Array(rows.length).fill(1));
    const own = few.covariates.calendar_day_index;
    const meanOfDay = (values: Float64Array) =>
      values.map((_, row) => plain.mean([...values].filter((_, other) => own[other] === own[row])));
    const centred = meanOfDay(a).map((mean, row) => a[row]! - mean);
    const everyUserOnce = new Float64Array(new Set(few.user).size).fill(1);
    assertClose(
      effect(everyUserOnce)!,
      plain.sum([...centred].map((value, row) => value * y[row]!)) /
        plain.sum([...centred].map((v) => v * v)),
      { relative: 1e-8, because: "with two days, the treatment within days (Frisch, Waugh & Lovell)" },
    );
    const treatedUsers = Float64Array.from(new Set(few.user), (user) =>
      few.user.every((other, row) => other !== user || a[row] === 1) ? 1 : 0,
    );
    expect(plain.sum([...treatedUsers])).toBeGreaterThan(0);
    expect(effect(treatedUsers)).toBeUndefined();
  });

  it("holds as many users as there are, others each time, the same for the same seed", () => {
    const draw = userDraws(users, 42);
    const [first, second] = [[...draw()], [...draw()]];
    expect([plain.sum(first), plain.sum(second)]).toEqual([users, users]);
    expect(first).not.toEqual(second);
    expect([...userDraws(users, 42)()]).toEqual(first);
    expect([...userDraws(users, 43)()]).not.toEqual(first);
  });
});
